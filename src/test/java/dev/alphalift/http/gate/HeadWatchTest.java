package dev.alphalift.http.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeadWatchTest {
    private final HeadWatch watch = new HeadWatch(Duration.ofSeconds(20));
    private final EmbeddedChannel channel = new EmbeddedChannel();

    HeadWatchTest() {
        channel.freezeTime();
        channel.pipeline().addFirst(watch);
    }

    private boolean isOpenAfter(long seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runPendingTasks();
        return channel.isOpen();
    }

    private void receive(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }

    @Test
    void a_head_that_does_not_end_ends_the_connection_however_often_a_byte_comes() {
        receive("GET / HTTP/1.1\r\n");
        for (int at = 0; at < 19; at++) {
            assertThat(isOpenAfter(1)).isTrue();
            receive("A");
        }

        assertThat(isOpenAfter(1)).isFalse();
    }

    @Test
    void a_request_that_is_here_may_take_its_time() {
        receive("POST / HTTP/1.1\r\n\r\n");
        watch.begun();
        receive("a body");

        assertThat(isOpenAfter(1000)).isTrue();
    }

    @Test
    void the_next_head_on_a_connection_is_watched_as_the_first_and_silence_before_it_is_not() {
        receive("GET / HTTP/1.1\r\n\r\n");
        watch.begun();
        watch.ended();
        assertThat(isOpenAfter(1000)).isTrue();

        receive("G");
        assertThat(isOpenAfter(19)).isTrue();
        assertThat(isOpenAfter(2)).isFalse();
    }
}
