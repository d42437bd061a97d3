package dev.alphalift.http.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.fault.Caller;
import dev.alphalift.pipeline.Admission;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private static final Caller ONE = new Caller("one");
    private static final Caller OTHER = new Caller("other");
    private static final Caller THIRD = new Caller("third");

    /// Four places, of which one may have two, and 100 bytes, of which one may have 50.
    private final Places places =
            new Places(
                    new Admission(1000, 2, 2),
                    new HttpSettings(
                            Duration.ofSeconds(60),
                            Duration.ofSeconds(30),
                            100,
                            1000,
                            0.5,
                            List.of(),
                            Duration.ofSeconds(20),
                            1000));

    private boolean takes(Caller caller) {
        return places.begin(caller) && places.settle(caller);
    }

    @Test
    void a_body_that_arrives_takes_no_place() {
        for (int at = 0; at < 10; at++) {
            assertThat(places.begin(ONE)).isTrue();
        }

        assertThat(takes(OTHER)).isTrue();
        assertThat(places.present()).isEqualTo(1);
        assertThat(places.arriving()).isEqualTo(10);
    }

    @Test
    void one_address_has_half_of_the_places_and_of_the_bodies_that_arrive() {
        assertThat(takes(ONE)).isTrue();
        assertThat(takes(ONE)).isTrue();
        assertThat(places.begin(ONE)).isFalse();

        int arriving = 0;
        while (places.begin(OTHER)) {
            arriving++;
        }
        assertThat(arriving).isEqualTo(16);
        assertThat(takes(THIRD)).isTrue();
    }

    @Test
    void who_arrives_when_all_places_are_taken_still_counts_until_it_gives_up() {
        assertThat(places.begin(ONE)).isTrue();
        assertThat(takes(OTHER) && takes(OTHER) && takes(THIRD) && takes(THIRD)).isTrue();

        assertThat(places.settle(ONE)).isFalse();
        assertThat(places.arriving()).isEqualTo(1);
        places.giveUp(ONE);
        assertThat(places.arriving()).isZero();
        places.leave(THIRD);
        assertThat(takes(ONE)).isTrue();
    }

    @Test
    void one_address_has_half_of_the_bytes_unless_it_is_with_a_single_body() {
        assertThat(takes(OTHER)).isTrue();
        assertThat(places.begin(ONE)).isTrue();
        assertThat(places.add(ONE, 60)).isTrue();
        assertThat(places.begin(ONE)).isTrue();
        assertThat(places.add(ONE, 1)).isFalse();

        assertThat(places.add(OTHER, 39)).isTrue();
        assertThat(places.add(OTHER, 1)).isFalse();
    }

    @Test
    void a_body_that_is_alone_has_room_whatever_its_length() {
        assertThat(places.begin(ONE)).isTrue();
        assertThat(places.add(ONE, 1000)).isTrue();
    }

    @Test
    void bytes_that_are_given_back_are_free_again() {
        assertThat(takes(OTHER)).isTrue();
        assertThat(takes(ONE)).isTrue();
        assertThat(places.add(ONE, 90)).isTrue();
        places.remove(ONE, 90);
        places.leave(ONE);

        assertThat(places.add(OTHER, 50)).isTrue();
        assertThat(places.present()).isEqualTo(1);
    }
}
