package dev.alphalift.http.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.fetch.AddressRange;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientNamesTest {
    private static final List<AddressRange> PROXIES =
            List.of(AddressRange.of("10.0.0.0/8"), AddressRange.of("192.0.2.1"));

    private static String name(String peer, String... forwarded) {
        return ClientNames.name(InetAddress.ofLiteral(peer), List.of(forwarded), PROXIES);
    }

    @Test
    void what_a_stranger_says_of_itself_is_not_believed() {
        assertThat(name("203.0.113.5", "198.51.100.1")).isEqualTo("203.0.113.5");
    }

    @Test
    void a_proxy_is_believed_and_what_stands_before_its_client_is_not() {
        assertThat(name("10.1.2.3", "1.2.3.4, 198.51.100.1")).isEqualTo("198.51.100.1");
        assertThat(name("10.1.2.3", "1.2.3.4", "198.51.100.1, 192.0.2.1"))
                .isEqualTo("198.51.100.1");
    }

    @Test
    void nonsense_in_the_header_ends_the_search() {
        assertThat(name("10.1.2.3", "198.51.100.1, what, 10.9.9.9")).isEqualTo("10.9.9.9");
        assertThat(name("10.1.2.3", "localhost")).isEqualTo("10.1.2.3");
        assertThat(name("10.1.2.3")).isEqualTo("10.1.2.3");
        assertThat(name("10.1.2.3", "")).isEqualTo("10.1.2.3");
    }

    @Test
    void addresses_that_one_client_has_all_of_are_one() {
        assertThat(name("2001:db8:1:2::1")).isEqualTo(name("2001:db8:1:2:ffff::9"));
        assertThat(name("2001:db8:1:2::1")).isNotEqualTo(name("2001:db8:1:3::1"));
    }
}
