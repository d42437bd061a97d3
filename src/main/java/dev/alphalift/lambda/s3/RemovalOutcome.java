package dev.alphalift.lambda.s3;

import dev.alphalift.store.ObjectAddress;
import org.jspecify.annotations.Nullable;

/// What came of an event.
///
/// @param target where it was written, null if nothing was
record RemovalOutcome(Kind kind, @Nullable ObjectAddress target) {
    /// The ways in which an event can be over and done with.
    enum Kind {
        /// There is a cutout.
        WRITTEN("written"),
        /// There is a record of what is wrong.
        FAILED("failed"),
        /// It was done before.
        DUPLICATE("duplicate"),
        /// A newer event of the same key was done before, or is on its way.
        SUPERSEDED("superseded");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }
}
