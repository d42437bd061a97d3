package dev.alphalift.http;

import java.time.Duration;

/// How the server treats its clients.
///
/// @param timeout how long a request may take in all
/// @param bodyTimeout how long a client may take to send its picture
/// @param bodyBytes how many bytes of pictures may arrive or wait at once
public record HttpSettings(Duration timeout, Duration bodyTimeout, long bodyBytes) {}
