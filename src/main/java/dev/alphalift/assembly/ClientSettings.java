package dev.alphalift.assembly;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fetch.AddressRange;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// How a server tells those who call it apart, and what each may do.
///
/// @param bodyPatience `ALPHALIFT_BODY_TIMEOUT` (seconds): how long a picture may take to arrive
/// @param leastRate `ALPHALIFT_LEAST_RATE`: bytes a second that must arrive of a body
/// @param part `ALPHALIFT_CLIENT_PART` (percent): the part of the places, the bytes, the memory and
///   the connections that one address may have, from 0 to 1
/// @param proxies `ALPHALIFT_TRUSTED_PROXIES` (addresses or ranges with commas between): whose
///   `X-Forwarded-For` is believed
/// @param headPatience `ALPHALIFT_HEAD_TIMEOUT` (seconds): how long a client may take for the head
///   of a request
/// @param connections `ALPHALIFT_MAX_CONNECTIONS`: most connections at once
public record ClientSettings(
        Duration bodyPatience,
        int leastRate,
        double part,
        List<AddressRange> proxies,
        Duration headPatience,
        int connections) {
    private static final String PROXIES = "ALPHALIFT_TRUSTED_PROXIES";
    private static final int BODY_SECONDS = 30;
    private static final int BYTES_A_SECOND = 1000;
    private static final int PERCENT = 50;
    private static final int ALL_PERCENT = 100;
    private static final int HEAD_SECONDS = 20;
    private static final int CONNECTIONS = 1000;

    public ClientSettings {
        proxies = List.copyOf(proxies);
    }

    /// The settings that an environment describes.
    ///
    /// @throws InvalidOption if a variable makes no sense
    static ClientSettings of(Map<String, String> environment) {
        long percent = Settings.number(environment, "ALPHALIFT_CLIENT_PART", PERCENT, ALL_PERCENT);
        return new ClientSettings(
                seconds(environment, "ALPHALIFT_BODY_TIMEOUT", BODY_SECONDS),
                (int) Settings.number(environment, "ALPHALIFT_LEAST_RATE", BYTES_A_SECOND),
                (double) percent / ALL_PERCENT,
                Settings.list(environment.getOrDefault(PROXIES, "")).stream()
                        .map(ClientSettings::range)
                        .toList(),
                seconds(environment, "ALPHALIFT_HEAD_TIMEOUT", HEAD_SECONDS),
                (int) Settings.number(environment, "ALPHALIFT_MAX_CONNECTIONS", CONNECTIONS));
    }

    private static Duration seconds(Map<String, String> environment, String name, int fallback) {
        return Duration.ofSeconds(Settings.number(environment, name, fallback));
    }

    private static AddressRange range(String text) {
        try {
            return AddressRange.of(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidOption(
                    PROXIES, text, "it must be an address or a range like 10.0.0.0/8.");
        }
    }
}
