package dev.alphalift.testdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BoundedWorkTest {
    private static volatile boolean over;

    @Test
    void work_that_waits_takes_nothing() {
        String result =
                BoundedWork.within(
                        Duration.ofSeconds(20),
                        "a wait",
                        () -> {
                            Thread.sleep(300);
                            return "done";
                        });

        assertThat(result).isEqualTo("done");
    }

    @Test
    void an_endless_loop_fails() {
        assertThatThrownBy(() ->
                        BoundedWork.within(
                                Duration.ofMillis(500),
                                "a loop",
                                () -> {
                                    while (!over) {
                                        Thread.onSpinWait();
                                    }
                                    return null;
                                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("a loop took PT");
        over = true;
    }

    @Test
    void what_hangs_fails() {
        CountDownLatch never = new CountDownLatch(1);

        assertThatThrownBy(() ->
                        BoundedWork.within(
                                Duration.ofSeconds(20),
                                Duration.ofMillis(200),
                                "a hang",
                                () -> {
                                    never.await();
                                    return null;
                                }))
                .isInstanceOf(AssertionError.class)
                .hasMessage("a hang does not end.");
    }

    @Test
    void a_fault_of_the_work_is_handed_on() {
        assertThatThrownBy(() ->
                        BoundedWork.within(
                                Duration.ofSeconds(20),
                                "a fault",
                                () -> {
                                    throw new IllegalArgumentException("of the work");
                                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("of the work");
    }
}
