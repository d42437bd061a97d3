package dev.alphalift.dialect;

import dev.alphalift.fault.AlphaliftException.NotAvailable;
import dev.alphalift.pipeline.RemovalOptions;
import java.util.List;

/// Which models strangers may ask for.
///
/// @param names those; all when it is empty
public record ModelOffer(List<String> names) {
    public ModelOffer {
        names = List.copyOf(names);
    }

    /// Whether a model is among them.
    public boolean holds(String name) {
        return names.isEmpty() || names.contains(name);
    }

    /// Lets offered models pass, those that refine masks as well.
    ///
    /// @throws NotAvailable if a model is not offered
    public void check(RemovalOptions options) {
        for (String name : options.models()) {
            if (!holds(name)) {
                throw new NotAvailable("The model " + name, "this server does not offer it.");
            }
        }
    }
}
