package dev.alphalift.lambda.s3;

import dev.alphalift.store.ObjectHead;
import dev.alphalift.store.ObjectStore;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What lay where an event's results go when it was looked at.
///
/// @param others cutouts of the same source in other formats: options may have changed since
record EarlierResults(
        @Nullable ObjectHead cutout, @Nullable ObjectHead failure, List<ObjectHead> others) {
    static EarlierResults by(ObjectRemoval work, ObjectStore store) {
        return new EarlierResults(
                store.head(work.cutout()),
                store.head(work.failure()),
                work.others().stream().map(store::head).filter(Objects::nonNull).toList());
    }

    /// How an event is over and done with, as far as this tells; null if it is still to be done.
    RemovalOutcome.@Nullable Kind standing(ObjectRemoval work) {
        if (others.stream()
                .anyMatch(head -> standing(work, head) == RemovalOutcome.Kind.SUPERSEDED)) {
            return RemovalOutcome.Kind.SUPERSEDED;
        }
        RemovalOutcome.Kind ofCutout = standing(work, cutout);
        RemovalOutcome.Kind ofFailure = standing(work, failure);
        return ofCutout == null || ofFailure == RemovalOutcome.Kind.SUPERSEDED
                ? ofFailure
                : ofCutout;
    }

    private static RemovalOutcome.@Nullable Kind standing(
            ObjectRemoval work, @Nullable ObjectHead head) {
        EventStamp stamp = head == null ? null : EventStamp.of(head);
        if (head == null || stamp == null) {
            return null;
        }
        int age = work.event().stamp().compareAge(stamp);
        if (age < 0) {
            return RemovalOutcome.Kind.SUPERSEDED;
        }
        boolean same = work.fingerprint().equals(head.metadata().get(ObjectRemoval.FINGERPRINT));
        return age == 0 && same ? RemovalOutcome.Kind.DUPLICATE : null;
    }
}
