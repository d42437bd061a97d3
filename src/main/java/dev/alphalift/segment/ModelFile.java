package dev.alphalift.segment;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// A file of a model.
///
/// @param name its name in the model's folder
/// @param checksum what it must hash to; null: it is not checked
/// @param source where it can be had; null: nowhere
public record ModelFile(String name, @Nullable Checksum checksum, @Nullable URI source) {}
