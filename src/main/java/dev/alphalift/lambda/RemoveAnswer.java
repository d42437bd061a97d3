package dev.alphalift.lambda;

import dev.alphalift.pipeline.Removal;
import dev.alphalift.store.ObjectAddress;
import java.util.Base64;

/// What `remove` answers.
public final class RemoveAnswer {
    private final String image;
    private final int width;
    private final int height;
    private final String model;
    private final long milliseconds;

    private RemoveAnswer(String image, int width, int height, String model, long milliseconds) {
        this.image = image;
        this.width = width;
        this.height = height;
        this.model = model;
        this.milliseconds = milliseconds;
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
                nanos / 1_000_000);
    }

    /// The result as a file in base64, or its address if it was written to one.
    public String getImage() {
        return image;
    }

    /// Pixels from left to right.
    public int getWidth() {
        return width;
    }

    /// Pixels from top to bottom.
    public int getHeight() {
        return height;
    }

    /// The model that was used.
    public String getModel() {
        return model;
    }

    /// How long it took, from the call to the finished file.
    public long getMilliseconds() {
        return milliseconds;
    }
}
