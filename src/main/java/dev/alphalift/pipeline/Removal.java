package dev.alphalift.pipeline;

import dev.alphalift.codec.OutputFormat;
import dev.alphalift.confidence.Confidence;
import dev.alphalift.image.Region;
import dev.alphalift.image.Size;
import org.jspecify.annotations.Nullable;

/// The result of one removal. Owns its bytes; they are never written to again.
public final class Removal {
    private final byte[] bytes;
    private final OutputFormat format;
    private final Size size;
    private final String model;
    private final String refinedBy;
    private final boolean foundSubject;
    private final Confidence confidence;
    private final StepTimes times;
    private final Size sent;
    private final @Nullable Region subject;

    Removal(
            byte[] bytes,
            UnwrittenResult scene,
            String model,
            String refinedBy,
            boolean foundSubject,
            Confidence confidence,
            StepTimes times,
            Size sent) {
        this.bytes = bytes;
        this.format = scene.output();
        this.size = scene.rows().size();
        this.model = model;
        this.refinedBy = refinedBy;
        this.foundSubject = foundSubject;
        this.confidence = confidence;
        this.times = times;
        this.sent = sent;
        this.subject = scene.subject();
    }

    /// The file, not a copy.
    public byte[] bytes() {
        return bytes;
    }

    /// What the file is.
    public OutputFormat format() {
        return format;
    }

    /// Width and height of the result; without an [Arrangement] those of the upright picture, or of
    /// several below each other where the model makes several masks.
    public Size size() {
        return size;
    }

    /// The model that was used.
    public String model() {
        return model;
    }

    /// What the edges were refined by: none, decontaminate, fast, quality, rembg or vitmatte. Not
    /// always what was asked for: what takes too long or cannot be told gives way to what can. Of
    /// several cutouts that were not refined alike all words, with commas between.
    public String refinedBy() {
        return refinedBy;
    }

    /// False when the model's answer was the same everywhere, so that the mask is empty.
    public boolean foundSubject() {
        return foundSubject;
    }

    /// How far the mask can be trusted, and why not (docs/confidence.md).
    public Confidence confidence() {
        return confidence;
    }

    /// Where the time went.
    public StepTimes times() {
        return times;
    }

    /// Width and height of the upright picture as it was sent.
    public Size sent() {
        return sent;
    }

    /// Where the subject is in the result: everything that is not nearly transparent. Null when
    /// nothing was found, and without an [Arrangement].
    public @Nullable Region subject() {
        return subject;
    }
}
