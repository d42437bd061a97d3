package dev.alphalift.lambda.evaluation;

import dev.alphalift.codec.ImageLimits;

/// What `benchmark` has to know of the settings.
///
/// @param threads that a model uses
/// @param limits what a picture may measure
/// @param version of this program
/// @param provider what runs the models
public record BenchmarkSettings(int threads, ImageLimits limits, String version, String provider) {}
