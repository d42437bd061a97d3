package dev.alphalift.pipeline;

/// How much work something is, by what is known before it is begun.
///
/// @param kind which places it may take
/// @param bytes the memory that it takes
/// @param nanos about the time that a processor needs for it; no more than the order of what waits
///   comes of it
record Cost(Kind kind, long bytes, long nanos) {
    /// Kinds of work. Each has places of its own, so that none waits for another's to become free.
    enum Kind {
        /// A picture as they usually are.
        LIGHT,
        /// A picture that takes seconds.
        HEAVY,
        /// Taking the scores of a pair.
        SCORING
    }

    /// More than this makes a picture heavy: sixteen megapixels.
    static final long LIGHT_BYTES = 16_000_000 * Admission.BYTES_A_PIXEL;

    /// The model's part, which is the same for every picture.
    private static final long BASE_NANOS = 100_000_000;

    /// Measured: 49 megapixels take about three seconds, and scores of 12 megapixels four.
    private static final long NANOS_A_BYTE = 5;

    private static final int SCORING_IS_DEARER = 2;

    /// About what a model of 1024 x 1024 pixels takes: fifty times as many operations as the
    /// built-in one.
    static final long REFINER_NANOS = 50 * BASE_NANOS;

    /// What a turn of a model costs that refines a mask.
    static final Cost OF_REFINER = ofPicture(0, REFINER_NANOS);

    /// What a picture costs that takes so many bytes.
    static Cost ofPicture(long bytes) {
        return ofPicture(bytes, 0);
    }

    /// The same, with more time: what takes seconds is heavy, however small.
    static Cost ofPicture(long bytes, long moreNanos) {
        boolean isHeavy = bytes > LIGHT_BYTES || moreNanos >= BASE_NANOS;
        return new Cost(
                isHeavy ? Kind.HEAVY : Kind.LIGHT,
                bytes,
                BASE_NANOS + NANOS_A_BYTE * bytes + moreNanos);
    }

    /// What the scores of a pair cost that takes so many bytes.
    static Cost ofScoring(long bytes) {
        return new Cost(
                Kind.SCORING, bytes, SCORING_IS_DEARER * (BASE_NANOS + NANOS_A_BYTE * bytes));
    }

    /// What the same costs when the model looks so many times.
    Cost withLooks(int count) {
        return new Cost(kind, bytes, nanos + (count - 1) * BASE_NANOS);
    }

    boolean isPicture() {
        return kind != Kind.SCORING;
    }

    /// What work takes beside what every picture of its size does.
    ///
    /// @param bytes memory
    /// @param nanos about the time that a processor needs for it
    /// @param looks how often the model looks at it
    record Extra(long bytes, long nanos, int looks) {}
}
