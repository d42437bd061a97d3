package dev.alphalift.matte;

/// An opacity, and what found it.
public record RefinedAlpha(FineAlpha alpha, By by) {
    /// What answered.
    public enum By {
        /// Closed-form matting where it can be trusted, the guided filter elsewhere.
        CLOSED_FORM,
        /// The guided filter alone: closed-form matting took too long or came to no end.
        GUIDED_FILTER,
        /// The mask as it was: the trimap knows of no subject or no background.
        MASK
    }
}
