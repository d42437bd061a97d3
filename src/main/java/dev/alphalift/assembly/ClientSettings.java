package dev.alphalift.assembly;

import dev.alphalift.fetch.AddressRange;
import dev.alphalift.settings.Setting;
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
    private static final double ALL_PERCENT = 100;

    public ClientSettings {
        proxies = List.copyOf(proxies);
    }

    /// The settings that an environment describes.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.InvalidOption if a variable makes no sense
    static ClientSettings of(Map<String, String> environment) {
        return new ClientSettings(
                Duration.ofSeconds(Setting.BODY_TIMEOUT.number(environment)),
                (int) Setting.LEAST_RATE.number(environment),
                Setting.CLIENT_PART.number(environment) / ALL_PERCENT,
                Setting.TRUSTED_PROXIES.list(environment).stream()
                        .map(ClientSettings::range)
                        .toList(),
                Duration.ofSeconds(Setting.HEAD_TIMEOUT.number(environment)),
                (int) Setting.MAX_CONNECTIONS.number(environment));
    }

    private static AddressRange range(String text) {
        try {
            return AddressRange.of(text);
        } catch (IllegalArgumentException e) {
            throw Setting.TRUSTED_PROXIES.refused(
                    text, "it must be an address or a range like 10.0.0.0/8.");
        }
    }
}
