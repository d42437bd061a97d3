package dev.alphalift.pipeline;

import dev.alphalift.segment.ModelSpec;
import dev.alphalift.segment.Models;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One model of the catalogue.
///
/// @param name what it is asked for by
/// @param licence the terms of its weights
/// @param allowsCommercialUse whether they allow that
/// @param hash algorithm and value of its file, null for a user's own
/// @param present whether its file is on this machine
/// @param standard whether it is used when none is asked for
public record ModelEntry(
        String name,
        String licence,
        boolean allowsCommercialUse,
        @Nullable String hash,
        boolean present,
        boolean standard) {
    /// The names of the catalogue that can be asked for without a path beside.
    public static List<String> names() {
        return Models.all().stream()
                .filter(model -> !model.isCustom())
                .map(ModelSpec::name)
                .toList();
    }
}
