package dev.alphalift.pipeline;

/// What work takes beside what every picture of its size does.
///
/// @param bytes memory
/// @param nanos about the time that a processor needs for it
/// @param looks how often the model looks at it
record Extra(long bytes, long nanos, int looks) {}
