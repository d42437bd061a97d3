package dev.alphalift.lambda.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.store.ObjectHead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventStampTest {
    private static final Instant TIME = Instant.parse("2026-11-25T10:00:00Z");

    private static EventStamp stamp(String sequencer, int seconds, String etag) {
        return new EventStamp("bucket", sequencer, TIME.plusSeconds(seconds), "", etag);
    }

    @ParameterizedTest
    @CsvSource({
        "0055AED6DCD90281E5, 0055AED6DCD90281E6, -1",
        "0055AED6DCD90281E5, 0055aed6dcd90281e5, 0",
        "0B, 0A00FF, 1",
        "0A, 0A00, 0",
        "0A, 0A01, -1",
        "FF, 100, 1"
    })
    void sequencers_are_compared_from_the_left_whatever_the_time(
            String one, String other, int order) {
        assertThat(Integer.signum(stamp(one, 9, "e").compareAge(stamp(other, 1, "e"))))
                .isEqualTo(order);
        assertThat(Integer.signum(stamp(other, 1, "e").compareAge(stamp(one, 9, "e"))))
                .isEqualTo(-order);
    }

    @Test
    void where_sequencers_tell_nothing_the_time_does_and_then_the_tags() {
        assertThat(stamp(null, 1, "a").compareAge(stamp("0A", 2, "b"))).isNegative();
        assertThat(stamp("0A", 2, "a").compareAge(stamp("0A", 1, "b"))).isPositive();
        assertThat(stamp("0A", 1, "a").compareAge(stamp("0A", 1, "b"))).isNegative();
        assertThat(stamp(null, 1, "a").compareAge(stamp(null, 1, "a"))).isZero();
        assertThat(stamp("0A", 1, "").compareAge(stamp("0A", 2, ""))).isNegative();
        assertThat(stamp("no hexadecimal", 1, "a").sequencer()).isNull();
    }

    @Test
    void sequencers_of_two_buckets_are_not_compared() {
        EventStamp other = new EventStamp("other", "01", TIME.plusSeconds(5), "", "e");

        assertThat(stamp("FF", 1, "e").compareAge(other)).isNegative();
    }

    @Test
    void two_uploads_never_seem_newer_than_each_other() {
        Random random = new Random(7);
        List<EventStamp> stamps = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            stamps.add(
                    stamp(
                            random.nextInt(4) == 0
                                    ? null
                                    : Integer.toHexString(random.nextInt(200)),
                            random.nextInt(3),
                            "e" + random.nextInt(3)));
        }
        for (EventStamp one : stamps) {
            for (EventStamp other : stamps) {
                assertThat(Integer.signum(one.compareAge(other)))
                        .as("%s, %s", one, other)
                        .isEqualTo(-Integer.signum(other.compareAge(one)));
            }
        }
    }

    @Test
    void what_is_written_is_read_again() {
        EventStamp stamp = new EventStamp("bucket", "0055AED6", TIME, "v1", "etag");

        assertThat(EventStamp.of(new ObjectHead("x", 1, stamp.metadata()))).isEqualTo(stamp);
        assertThat(EventStamp.of(new ObjectHead("x", 1, java.util.Map.of("other", "1")))).isNull();
    }
}
