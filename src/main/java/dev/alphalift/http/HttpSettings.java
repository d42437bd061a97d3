package dev.alphalift.http;

import java.time.Duration;

/// How the server treats its clients.
///
/// @param timeout how long a request may take in all
/// @param bodyTimeout how long a client may take to send its picture
public record HttpSettings(Duration timeout, Duration bodyTimeout) {}
