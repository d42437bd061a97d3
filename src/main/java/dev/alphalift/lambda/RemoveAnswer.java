package dev.alphalift.lambda;

import dev.alphalift.pipeline.Removal;

/// What `remove` answers.
public final class RemoveAnswer {
    private final byte[] image;
    private final int width;
    private final int height;
    private final String model;
    private final long milliseconds;

    private RemoveAnswer(byte[] image, int width, int height, String model, long milliseconds) {
        this.image = image;
        this.width = width;
        this.height = height;
        this.model = model;
        this.milliseconds = milliseconds;
    }

    static RemoveAnswer of(Removal removal, long nanos) {
        return new RemoveAnswer(
                removal.bytes(),
                removal.size().width(),
                removal.size().height(),
                removal.model(),
                nanos / 1_000_000);
    }

    /// The result as a file; base64 in JSON.
    public byte[] getImage() {
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
