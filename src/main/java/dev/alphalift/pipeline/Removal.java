package dev.alphalift.pipeline;

import dev.alphalift.codec.OutputFormat;
import dev.alphalift.image.Size;

/// The result of one removal. Owns its bytes; they are never written to again.
public final class Removal {
    private final byte[] bytes;
    private final OutputFormat format;
    private final Size size;
    private final String model;
    private final boolean foundSubject;
    private final StepTimes times;

    Removal(
            byte[] bytes,
            OutputFormat format,
            Size size,
            String model,
            boolean foundSubject,
            StepTimes times) {
        this.bytes = bytes;
        this.format = format;
        this.size = size;
        this.model = model;
        this.foundSubject = foundSubject;
        this.times = times;
    }

    /// The file, not a copy.
    public byte[] bytes() {
        return bytes;
    }

    /// What the file is.
    public OutputFormat format() {
        return format;
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
