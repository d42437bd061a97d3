package dev.alphalift.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TurnsTest {
    private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);
    private static final Cost SHORT = Cost.ofPicture(0);
    private static final Cost LONG = Cost.ofPicture(1_000_000_000_000L);

    @Test
    void no_more_than_so_many_have_a_turn_at_once_and_everyone_gets_one() {
        Turns turns = new Turns(2);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int at = 0; at < 50; at++) {
            all.add(
                    CompletableFuture.runAsync(
                            () -> {
                                try (Turns.Turn _ = turns.take(SHORT, Deadline.NONE)) {
                                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                                    Thread.yield();
                                    now.decrementAndGet();
                                }
                            },
                            THREADS));
        }
        all.forEach(CompletableFuture::join);

        assertThat(most.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void short_work_goes_before_long_work_that_came_earlier() throws Exception {
        Turns turns = new Turns(1);
        List<String> order = new CopyOnWriteArrayList<>();
        CountDownLatch lined = new CountDownLatch(2);

        Turns.Turn first = turns.take(SHORT, Deadline.NONE);
        CompletableFuture<Void> large = later(turns, LONG, "long", order, lined);
        CompletableFuture<Void> small = later(turns, SHORT, "short", order, lined);
        lined.await();
        while (turns.waiting() < 2) {
            Thread.onSpinWait();
        }
        first.close();
        CompletableFuture.allOf(large, small).join();

        assertThat(order).containsExactly("short", "long");
    }

    private static CompletableFuture<Void> later(
            Turns turns, Cost cost, String name, List<String> order, CountDownLatch lined) {
        return CompletableFuture.runAsync(
                () -> {
                    lined.countDown();
                    try (Turns.Turn _ = turns.take(cost, Deadline.NONE)) {
                        order.add(name);
                    }
                },
                THREADS);
    }

    @Test
    void who_goes_away_or_runs_out_of_time_leaves_the_line() {
        Turns turns = new Turns(1);
        Deadline deadline = Deadline.after(Duration.ofHours(1));
        Turns.Turn first = turns.take(SHORT, Deadline.NONE);

        assertThatThrownBy(() -> turns.take(SHORT, Deadline.after(Duration.ofMillis(20))))
                .isInstanceOf(DeadlineExceeded.class);
        CompletableFuture<Void> waiting =
                CompletableFuture.runAsync(() -> turns.take(SHORT, deadline), THREADS);
        while (turns.waiting() < 1) {
            Thread.onSpinWait();
        }
        deadline.cancel();

        assertThatThrownBy(waiting::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(DeadlineExceeded.class);
        assertThat(turns.waiting()).isZero();
        first.close();
        turns.take(SHORT, Deadline.NONE).close();
    }
}
