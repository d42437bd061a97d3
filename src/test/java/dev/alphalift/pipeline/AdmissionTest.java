package dev.alphalift.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.fault.AlphaliftException.Busy;
import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Size;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AdmissionTest {
    private static final Size SMALL = new Size(10, 10);
    private static final Size LARGE = new Size(10, 30);
    private static final long SMALL_BYTES = SMALL.pixels() * Admission.BYTES_A_PIXEL;
    private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

    @Test
    void a_picture_that_never_fits_is_refused_with_both_numbers() {
        Admission admission = new Admission(SMALL_BYTES, 4, 4);

        assertThatThrownBy(() -> admission.enter(LARGE, 0, Deadline.NONE))
                .isInstanceOfSatisfying(
                        ImageTooLarge.class,
                        fault -> {
                            assertThat(fault.value()).isEqualTo(300);
                            assertThat(fault.limit()).isEqualTo(100);
                        });
    }

    @Test
    void one_who_would_wait_behind_too_many_is_sent_away_at_once() {
        Admission admission = new Admission(SMALL_BYTES, 4, 0);

        try (Admission.Place _ = admission.enter(SMALL, 0, Deadline.NONE)) {
            assertThatThrownBy(() -> admission.enter(SMALL, 0, Deadline.NONE))
                    .isInstanceOfSatisfying(
                            Busy.class, fault -> assertThat(fault.retryAfter()).isPositive());
        }
        admission.enter(SMALL, 0, Deadline.NONE).close();
    }

    @Test
    void work_that_takes_more_bytes_a_pixel_takes_more_room() {
        int more = (int) Admission.BYTES_A_PIXEL;
        Admission admission = new Admission(2 * SMALL_BYTES, 4, 0);

        assertThat(admission.mostPixels(0)).isEqualTo(200);
        assertThat(admission.mostPixels(more)).isEqualTo(100);
        try (Admission.Place _ = admission.enter(SMALL, more, Deadline.NONE)) {
            assertThatThrownBy(() -> admission.enter(SMALL, 0, Deadline.NONE))
                    .isInstanceOf(Busy.class);
        }
    }

    @Test
    void a_result_that_is_on_its_way_takes_room_until_it_has_arrived() {
        Admission admission = new Admission(2 * SMALL_BYTES, 4, 0);
        Admission.Held held = admission.hold(SMALL_BYTES + 1);

        assertThatThrownBy(() -> admission.enter(SMALL, 0, Deadline.NONE)).isInstanceOf(Busy.class);
        held.close();
        held.close();
        admission.enter(SMALL, 0, Deadline.NONE).close();
        admission.hold(SMALL_BYTES);
        assertThatThrownBy(() -> admission.enter(LARGE, 0, Deadline.NONE))
                .isInstanceOf(ImageTooLarge.class);
    }

    @Test
    void places_are_bounded_even_when_there_is_memory() {
        Admission admission = new Admission(100 * SMALL_BYTES, 1, 0);

        try (Admission.Place _ = admission.enter(SMALL, 0, Deadline.NONE)) {
            assertThatThrownBy(() -> admission.enter(SMALL, 0, Deadline.NONE))
                    .isInstanceOf(Busy.class);
        }
    }

    @Test
    void waiting_ends_with_the_deadline_and_leaves_the_line() {
        Admission admission = new Admission(SMALL_BYTES, 4, 4);

        try (Admission.Place _ = admission.enter(SMALL, 0, Deadline.NONE)) {
            Deadline soon = Deadline.after(Duration.ofMillis(20));
            assertThatThrownBy(() -> admission.enter(SMALL, 0, soon))
                    .isInstanceOf(DeadlineExceeded.class);
            assertThat(admission.present()).isEqualTo(1);
        }
        assertThat(admission.present()).isZero();
    }

    @Test
    void one_who_goes_away_leaves_the_line_at_once() {
        Admission admission = new Admission(SMALL_BYTES, 4, 4);
        Deadline deadline = Deadline.after(Duration.ofHours(1));

        try (Admission.Place _ = admission.enter(SMALL, 0, Deadline.NONE)) {
            CompletableFuture<Void> waiting =
                    CompletableFuture.runAsync(() -> admission.enter(SMALL, 0, deadline), THREADS);
            awaitPresent(admission, 2);
            deadline.cancel();
            assertThatThrownBy(waiting::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(DeadlineExceeded.class);
            assertThat(admission.present()).isEqualTo(1);
        }
    }

    @Test
    void pictures_come_in_in_the_order_in_which_they_came_even_behind_a_large_one() {
        Admission admission = new Admission(3 * SMALL_BYTES, 4, 4);
        List<String> order = new CopyOnWriteArrayList<>();

        Admission.Place first = admission.enter(SMALL, 0, Deadline.NONE);
        CompletableFuture<Void> large = enterAndLeave(admission, LARGE, "large", order);
        awaitPresent(admission, 2);
        CompletableFuture<Void> small = enterAndLeave(admission, SMALL, "small", order);
        awaitPresent(admission, 3);
        first.close();
        CompletableFuture.allOf(large, small).join();

        assertThat(order).containsExactly("large", "small");
    }

    private static CompletableFuture<Void> enterAndLeave(
            Admission admission, Size size, String name, List<String> order) {
        return CompletableFuture.runAsync(
                () -> {
                    try (Admission.Place _ = admission.enter(size, 0, Deadline.NONE)) {
                        order.add(name);
                    }
                },
                THREADS);
    }

    private static void awaitPresent(Admission admission, int wanted) {
        while (admission.present() < wanted) {
            Thread.onSpinWait();
        }
    }
}
