package dev.alphalift.pipeline;

/// What users should be told of a model that has been loaded.
///
/// @param name what it was asked for by
/// @param licence the terms of its weights
/// @param allowsCommercialUse whether they allow that
public record ModelNotice(String name, String licence, boolean allowsCommercialUse) {}
