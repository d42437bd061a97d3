package dev.alphalift.dialect;

import dev.alphalift.fault.AlphaliftException.NotAvailable;
import dev.alphalift.pipeline.ModelEntry;
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

    /// Those of a catalogue that can be asked for and are here.
    public List<ModelEntry> present(List<ModelEntry> models) {
        return models.stream().filter(model -> model.present() && holds(model.name())).toList();
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
