package dev.alphalift.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fetch.AddressRange;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientSettingsTest {
    @Test
    void an_empty_environment_gives_half_of_all_to_one_address_and_trusts_nobody() {
        ClientSettings settings = ClientSettings.of(Map.of());

        assertThat(settings.part()).isEqualTo(0.5);
        assertThat(settings.proxies()).isEmpty();
        assertThat(settings.bodyPatience()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.headPatience()).isEqualTo(Duration.ofSeconds(20));
        assertThat(settings.leastRate()).isEqualTo(1000);
        assertThat(settings.connections()).isEqualTo(1000);
    }

    @Test
    void proxies_are_addresses_or_ranges() {
        ClientSettings settings =
                ClientSettings.of(
                        Map.of("ALPHALIFT_TRUSTED_PROXIES", "192.0.2.1, 10.0.0.0/8,2001:db8::1"));

        assertThat(settings.proxies())
                .containsExactly(
                        AddressRange.of("192.0.2.1/32"),
                        AddressRange.of("10.0.0.0/8"),
                        AddressRange.of("2001:db8::1/128"));
    }

    @ParameterizedTest
    @CsvSource({
        "ALPHALIFT_TRUSTED_PROXIES,proxy.example",
        "ALPHALIFT_TRUSTED_PROXIES,10.0.0.0/33",
        "ALPHALIFT_TRUSTED_PROXIES,10.0.0.0/x",
        "ALPHALIFT_CLIENT_PART,0",
        "ALPHALIFT_CLIENT_PART,101",
        "ALPHALIFT_LEAST_RATE,-1",
        "ALPHALIFT_HEAD_TIMEOUT,soon"
    })
    void what_makes_no_sense_is_named(String variable, String value) {
        assertThatThrownBy(() -> ClientSettings.of(Map.of(variable, value)))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining(variable)
                .hasMessageContaining(value);
    }
}
