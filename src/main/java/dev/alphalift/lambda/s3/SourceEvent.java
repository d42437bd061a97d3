package dev.alphalift.lambda.s3;

import dev.alphalift.store.ObjectAddress;
import dev.alphalift.store.ObjectState;

/// An object that came into being.
///
/// @param source where it lies
/// @param state which state of it is meant
/// @param stamp its place among the events of this object
public record SourceEvent(ObjectAddress source, ObjectState state, EventStamp stamp) {}
