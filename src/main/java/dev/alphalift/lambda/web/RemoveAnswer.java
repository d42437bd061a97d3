package dev.alphalift.lambda.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.alphalift.confidence.Confidence;
import dev.alphalift.pipeline.Removal;
import dev.alphalift.store.ObjectAddress;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// What `remove` answers: a result, or that it is there.
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class RemoveAnswer {
    private final @Nullable String image;
    private final @Nullable Integer width;
    private final @Nullable Integer height;
    private final @Nullable String model;
    private final @Nullable Long milliseconds;
    private final @Nullable Confidence confidence;

    private RemoveAnswer(
            @Nullable String image,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable String model,
            @Nullable Long milliseconds,
            @Nullable Confidence confidence) {
        this.image = image;
        this.width = width;
        this.height = height;
        this.model = model;
        this.milliseconds = milliseconds;
        this.confidence = confidence;
    }

    /// To a call that asks for no more than that.
    static RemoveAnswer warm() {
        return new RemoveAnswer(null, null, null, null, null, null);
    }

    /// With the result in it.
    static RemoveAnswer of(Removal removal, long nanos) {
        return of(Base64.getEncoder().encodeToString(removal.bytes()), removal, nanos);
    }

    /// With the place where the result is.
    static RemoveAnswer of(ObjectAddress target, Removal removal, long nanos) {
        return of(target.toString(), removal, nanos);
    }

    private static RemoveAnswer of(String image, Removal removal, long nanos) {
        return new RemoveAnswer(
                image,
                removal.size().width(),
                removal.size().height(),
                removal.model(),
                nanos / 1_000_000,
                removal.confidence());
    }

    /// The result as a file in base64, or its address if it was written to one.
    public @Nullable String getImage() {
        return image;
    }

    /// Pixels from left to right.
    public @Nullable Integer getWidth() {
        return width;
    }

    /// Pixels from top to bottom.
    public @Nullable Integer getHeight() {
        return height;
    }

    /// The model that was used.
    public @Nullable String getModel() {
        return model;
    }

    /// How long it took, from the call to the finished file.
    public @Nullable Long getMilliseconds() {
        return milliseconds;
    }

    /// How far the result can be trusted, 0 to 1 (docs/confidence.md).
    public @Nullable Double getConfidence() {
        return confidence == null ? null : confidence.rounded();
    }

    /// Whether a person should look at it.
    @JsonProperty("needs_review")
    public @Nullable Boolean getNeedsReview() {
        return confidence == null ? null : confidence.needsReview();
    }

    /// What is likely to be wrong.
    @JsonProperty("review_reason")
    public @Nullable String getReviewReason() {
        return confidence == null ? null : confidence.reason().code();
    }

    /// `true` where there was nothing to do but to be there.
    public @Nullable Boolean getWarm() {
        return image == null ? Boolean.TRUE : null;
    }
}
