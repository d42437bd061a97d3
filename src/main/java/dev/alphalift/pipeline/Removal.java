package dev.alphalift.pipeline;

import dev.alphalift.image.Size;

/// The result of one removal. Owns its bytes; they are never written to again.
public final class Removal {
    private final byte[] png;
    private final Size size;
    private final String model;
    private final boolean foundSubject;
    private final StepTimes times;

    Removal(byte[] png, Size size, String model, boolean foundSubject, StepTimes times) {
        this.png = png;
        this.size = size;
        this.model = model;
        this.foundSubject = foundSubject;
        this.times = times;
    }

    /// The PNG file, not a copy.
    public byte[] png() {
        return png;
    }

    /// Width and height of the upright picture, and of the result.
    public Size size() {
        return size;
    }

    /// The model that was used.
    public String model() {
        return model;
    }

    /// False when the model's answer was the same everywhere, so that the mask is empty.
    public boolean foundSubject() {
        return foundSubject;
    }

    /// Where the time went.
    public StepTimes times() {
        return times;
    }
}
