package dev.alphalift.benchmark;

/// What one process is measured with.
///
/// @param model a name in the catalogue
/// @param threads processors that it may use
public record Configuration(String model, int threads, PictureFile picture) {
    @Override
    public String toString() {
        return "%s, %s, %s (%s)"
                .formatted(
                        model,
                        threads == 1 ? "1 thread" : threads + " threads",
                        picture.name(),
                        picture.size());
    }
}
