package dev.alphalift.lambda;

import dev.alphalift.pipeline.RemovalOptions;
import java.time.Duration;

/// What the functions have to know of the settings.
///
/// @param timeout how long one call may take; Funqy does not hand on what Lambda says of that
/// @param defaults what holds where a call says nothing
/// @param mostBytes the longest file that is read from a store
public record FunctionSettings(Duration timeout, RemovalOptions defaults, long mostBytes) {}
