package dev.alphalift.http.gate;

import dev.alphalift.fetch.AddressRange;
import java.time.Duration;
import java.util.List;

/// How the server treats its clients.
///
/// @param timeout how long a request may take in all
/// @param bodyTimeout how long a client may take to send its picture
/// @param bodyBytes how many bytes of pictures may arrive or wait at once
/// @param leastRate bytes a second that must arrive of a body
/// @param partOfOne the part of what there is that one address may have, from 0 to 1
/// @param proxies whose `X-Forwarded-For` is believed
/// @param headTimeout how long a client may take for the head of a request
/// @param connections most connections at once
public record HttpSettings(
        Duration timeout,
        Duration bodyTimeout,
        long bodyBytes,
        int leastRate,
        double partOfOne,
        List<AddressRange> proxies,
        Duration headTimeout,
        int connections) {
    public HttpSettings {
        proxies = List.copyOf(proxies);
    }

    /// How much of something one address may have: at least one.
    public int partOf(int all) {
        return Math.max(1, (int) Math.ceil(partOfOne * all));
    }
}
