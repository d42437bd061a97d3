package dev.alphalift.store;

/// What came of a write that somebody else may have been ahead of.
public enum PutOutcome {
    /// It was written.
    WRITTEN,
    /// Nothing was written: the object is another one by now.
    CHANGED,
    /// Nothing was written: somebody else was writing at this moment, and may have failed.
    CONFLICT
}
