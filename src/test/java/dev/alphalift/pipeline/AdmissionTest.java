package dev.alphalift.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.fault.AlphaliftException.Busy;
import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.fault.Caller;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class AdmissionTest {
    private static final Size SMALL = new Size(10, 10);
    private static final Size LARGE = new Size(10, 30);
    private static final Size HUGE = new Size(5000, 5000);

    /// It costs half a minute: more than this machine takes to line up the others.
    private static final Size VAST = new Size(20_000, 25_000);

    private static final long VAST_BYTES = VAST.pixels() * Admission.BYTES_A_PIXEL;
    private static final long HUGE_BYTES = HUGE.pixels() * Admission.BYTES_A_PIXEL;
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
        Admission.Held held = admission.hold(SMALL_BYTES + 1, Caller.ANYBODY);

        assertThatThrownBy(() -> admission.enter(SMALL, 0, Deadline.NONE)).isInstanceOf(Busy.class);
        held.close();
        held.close();
        admission.enter(SMALL, 0, Deadline.NONE).close();
        admission.hold(SMALL_BYTES, Caller.ANYBODY);
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

    @Test
    void a_usual_picture_does_not_wait_for_the_places_of_large_ones_nor_for_those_of_scores() {
        Admission admission = new Admission(100 * HUGE_BYTES, 2, 0);

        try (Admission.Place _ = admission.enter(HUGE, 0, Deadline.NONE);
                Admission.Place _ = admission.enter(HUGE, 0, Deadline.NONE);
                Admission.Place _ = admission.enterScoring(HUGE, 0, 0, Deadline.NONE)) {
            assertThatThrownBy(() -> admission.enter(HUGE, 0, Deadline.NONE))
                    .isInstanceOf(Busy.class);
            admission.enter(SMALL, 0, Deadline.NONE).close();
        }
    }

    @Test
    void scores_leave_half_of_their_places_empty_while_there_are_pictures() {
        Admission admission = new Admission(100 * HUGE_BYTES, 2, 0);

        try (Admission.Place _ = admission.enterScoring(SMALL, 0, 0, Deadline.NONE)) {
            admission.enterScoring(SMALL, 0, 0, Deadline.NONE).close();
            try (Admission.Place _ = admission.enter(SMALL, 0, Deadline.NONE)) {
                assertThatThrownBy(() -> admission.enterScoring(SMALL, 0, 0, Deadline.NONE))
                        .isInstanceOf(Busy.class);
            }
            admission.enterScoring(SMALL, 0, 0, Deadline.NONE).close();
        }
    }

    @Test
    void large_pictures_leave_memory_for_usual_ones_though_one_alone_may_have_all() {
        Admission admission = new Admission(2 * HUGE_BYTES, 4, 0);
        Size whole = new Size(2 * HUGE.width(), HUGE.height());

        try (Admission.Place _ = admission.enter(HUGE, 0, Deadline.NONE)) {
            assertThatThrownBy(() -> admission.enter(HUGE, 0, Deadline.NONE))
                    .isInstanceOf(Busy.class);
            admission.enter(SMALL, 0, Deadline.NONE).close();
        }
        admission.enter(whole, 0, Deadline.NONE).close();
    }

    @Test
    void one_of_several_callers_leaves_memory_to_the_others() {
        Admission admission = new Admission(4 * SMALL_BYTES, 9, 0, 0.5);
        Deadline one = Deadline.after(Duration.ofHours(1), new Caller("one"));
        Deadline other = Deadline.after(Duration.ofHours(1), new Caller("other"));

        try (Admission.Place _ = admission.enter(SMALL, 0, one);
                Admission.Held held = admission.hold(SMALL_BYTES, one.caller())) {
            assertThatThrownBy(() -> admission.enter(SMALL, 0, one)).isInstanceOf(Busy.class);
            admission.enter(SMALL, 0, other).close();
            held.close();
            admission.enter(SMALL, 0, one).close();
        }
        // With a single picture it may have more.
        admission.enter(LARGE, 0, one).close();
    }

    @Test
    void a_small_picture_goes_before_large_ones_that_came_earlier() {
        Admission admission = new Admission(VAST_BYTES, 1, 9);
        List<String> order = new CopyOnWriteArrayList<>();

        Admission.Place first = admission.enter(VAST, 0, Deadline.NONE);
        CompletableFuture<Void> large = enterAndLeave(admission, VAST, "large", order);
        awaitPresent(admission, 2);
        CompletableFuture<Void> small = enterAndLeave(admission, SMALL, "small", order);
        awaitPresent(admission, 3);
        first.close();
        CompletableFuture.allOf(large, small).join();

        assertThat(order).containsExactly("small", "large");
    }

    @Test
    void one_of_a_caller_who_has_little_here_goes_before_those_of_one_who_has_much() {
        Admission admission = new Admission(100 * VAST_BYTES, 1, 99);
        List<String> order = new CopyOnWriteArrayList<>();
        Caller many = new Caller("many");
        Caller few = new Caller("few");

        Admission.Place first = admission.enter(VAST, 0, Deadline.NONE);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int at = 0; at < 20; at++) {
            all.add(enterAndLeave(admission, VAST, many, order));
            awaitPresent(admission, at + 2);
        }
        all.add(enterAndLeave(admission, VAST, few, order));
        awaitPresent(admission, 22);
        first.close();
        all.forEach(CompletableFuture::join);

        assertThat(order.indexOf("few")).isLessThan(10);
    }

    private static CompletableFuture<Void> enterAndLeave(
            Admission admission, Size size, Caller caller, List<String> order) {
        Deadline deadline = Deadline.after(Duration.ofHours(1), caller);
        return CompletableFuture.runAsync(
                () -> {
                    try (Admission.Place _ = admission.enter(size, 0, deadline)) {
                        order.add(caller.name());
                    }
                },
                THREADS);
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
