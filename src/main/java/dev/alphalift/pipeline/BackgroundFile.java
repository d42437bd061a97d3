package dev.alphalift.pipeline;

/// A picture file that is put behind a cutout. Owns its bytes; they are never written to again.
public final class BackgroundFile {
    private final String option;
    private final byte[] bytes;

    /// @param option what the caller calls it; faults of this file name it
    public BackgroundFile(String option, byte[] bytes) {
        this.option = option;
        this.bytes = bytes;
    }

    String option() {
        return option;
    }

    byte[] bytes() {
        return bytes;
    }
}
