package dev.alphalift.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    @Test
    void one_that_lies_ahead_lets_work_go_on() {
        Deadline deadline = Deadline.after(Duration.ofHours(1));

        assertThatCode(deadline::check).doesNotThrowAnyException();
        assertThat(deadline.remaining()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
    }

    @Test
    void one_that_has_come_ends_work() {
        Deadline deadline = Deadline.after(Duration.ZERO);

        assertThat(deadline.isOver()).isTrue();
        assertThat(deadline.remaining()).isZero();
        assertThatThrownBy(deadline::check).isInstanceOf(DeadlineExceeded.class);
    }

    @Test
    void cancelling_ends_work_and_tells_listeners_once() {
        Deadline deadline = Deadline.after(Duration.ofHours(1));
        AtomicInteger calls = new AtomicInteger();
        deadline.onCancel(calls::incrementAndGet);

        deadline.cancel();
        deadline.cancel();

        assertThat(calls).hasValue(1);
        assertThatThrownBy(deadline::check).isInstanceOf(DeadlineExceeded.class);
    }

    @Test
    void a_listener_that_comes_late_is_told_at_once_and_one_taken_back_never() {
        Deadline deadline = Deadline.after(Duration.ofHours(1));
        AtomicInteger calls = new AtomicInteger();
        deadline.onCancel(() -> calls.addAndGet(100)).close();
        deadline.cancel();

        deadline.onCancel(calls::incrementAndGet);

        assertThat(calls).hasValue(1);
    }

    @Test
    void the_one_that_never_comes_cannot_be_cancelled() {
        Deadline.NONE.cancel();

        assertThatCode(Deadline.NONE::check).doesNotThrowAnyException();
        assertThat(Deadline.NONE.remaining()).isGreaterThan(Duration.ofDays(1000));
    }

    @Test
    void a_listener_that_throws_does_not_keep_the_others_from_being_told() {
        Deadline deadline = Deadline.after(Duration.ofMinutes(1));
        List<String> told = new ArrayList<>();
        deadline.onCancel(() -> {
            throw new IllegalStateException("mine");
        });
        deadline.onCancel(() -> told.add("second"));

        assertThatThrownBy(deadline::cancel).hasMessage("mine");
        assertThat(told).containsExactly("second");
    }
}
