package dev.alphalift.store;

/// What a listing tells of an object.
///
/// @param etag changes with the object's bytes; without quotes
/// @param length bytes
public record ListedObject(ObjectAddress address, String etag, long length) {}
