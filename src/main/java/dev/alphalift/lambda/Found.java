package dev.alphalift.lambda;

import dev.alphalift.store.ObjectHead;
import dev.alphalift.store.ObjectStore;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What lay where an event's results go when it was looked at.
///
/// @param others cutouts of the same source in other formats: options may have changed since
record Found(@Nullable ObjectHead cutout, @Nullable ObjectHead failure, List<ObjectHead> others) {
    static Found by(Work work, ObjectStore store) {
        return new Found(
                store.head(work.cutout()),
                store.head(work.failure()),
                work.others().stream().map(store::head).filter(Objects::nonNull).toList());
    }

    /// How an event is over and done with, as far as this tells; null if it is still to be done.
    Outcome.@Nullable Kind standing(Work work) {
        if (others.stream().anyMatch(head -> standing(work, head) == Outcome.Kind.SUPERSEDED)) {
            return Outcome.Kind.SUPERSEDED;
        }
        Outcome.Kind ofCutout = standing(work, cutout);
        Outcome.Kind ofFailure = standing(work, failure);
        return ofCutout == null || ofFailure == Outcome.Kind.SUPERSEDED ? ofFailure : ofCutout;
    }

    private static Outcome.@Nullable Kind standing(Work work, @Nullable ObjectHead head) {
        Stamp stamp = head == null ? null : Stamp.of(head);
        if (head == null || stamp == null) {
            return null;
        }
        int age = work.event().stamp().compareAge(stamp);
        if (age < 0) {
            return Outcome.Kind.SUPERSEDED;
        }
        boolean same = work.fingerprint().equals(head.metadata().get(Work.FINGERPRINT));
        return age == 0 && same ? Outcome.Kind.DUPLICATE : null;
    }
}
