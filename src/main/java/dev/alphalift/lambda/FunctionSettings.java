package dev.alphalift.lambda;

import java.time.Duration;

/// What the functions have to know of the settings.
///
/// @param timeout how long one call may take; Funqy does not hand on what Lambda says of that
public record FunctionSettings(Duration timeout) {}
