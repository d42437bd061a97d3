package dev.alphalift.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkersTest {
    @ParameterizedTest
    @CsvSource({"1,1,1", "1,100,1", "4,3,1", "4,1000,1", "2,17,5", "3,64,64", "2,5,100"})
    void row_ranges_cover_every_row_once(int count, int rows, int smallest) {
        AtomicIntegerArray visits = new AtomicIntegerArray(rows);

        try (Workers workers = new Workers(count)) {
            workers.forRowRanges(
                    rows,
                    smallest,
                    (from, to) -> {
                        for (int row = from; row < to; row++) {
                            visits.incrementAndGet(row);
                        }
                    });
        }

        for (int row = 0; row < rows; row++) {
            assertThat(visits.get(row)).isOne();
        }
    }

    @Test
    void several_threads_work_at_once() {
        CountDownLatch both = new CountDownLatch(2);

        try (Workers workers = new Workers(2)) {
            workers.forEachPiece(
                    2,
                    _ -> {
                        both.countDown();
                        // Only another thread can open this door.
                        assertThat(awaited(both)).isTrue();
                    });
        }
    }

    @Test
    void a_caller_does_the_work_itself_when_the_helpers_are_busy() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        try (Workers workers = new Workers(2)) {
            Thread blocker =
                    Thread.ofPlatform().start(() -> workers.forEachPiece(2, _ -> awaited(release)));

            workers.forEachPiece(10, _ -> done.incrementAndGet());

            assertThat(done).hasValue(10);
            release.countDown();
            blocker.join();
        }
    }

    @Test
    void what_a_piece_throws_comes_out_and_the_rest_is_left() {
        AtomicInteger begun = new AtomicInteger();
        try (Workers workers = new Workers(3)) {
            assertThatThrownBy(() ->
                            workers.forEachPiece(
                                    100_000,
                                    piece -> {
                                        begun.incrementAndGet();
                                        if (piece == 5) {
                                            throw new IllegalArgumentException("five");
                                        }
                                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("five");

            assertThat(begun).hasValueLessThan(100_000);
        }
    }

    @Test
    void errors_come_out_too() {
        try (Workers workers = new Workers(2)) {
            assertThatThrownBy(() ->
                            workers.forEachPiece(
                                    4,
                                    _ -> {
                                        throw new OutOfMemoryError("test");
                                    }))
                    .isInstanceOf(OutOfMemoryError.class);
        }
    }

    @Test
    void an_interrupted_caller_waits_for_its_helpers_and_stays_interrupted() {
        AtomicInteger done = new AtomicInteger();
        try (Workers workers = new Workers(2)) {
            Thread.currentThread().interrupt();

            workers.forEachPiece(50, _ -> done.incrementAndGet());

            assertThat(done).hasValue(50);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void there_is_at_least_one_worker() {
        assertThatThrownBy(() -> new Workers(0)).hasMessageContaining("(0)");
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(300, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
