package dev.alphalift.cli;

/// Work that is done beside other work because it will be needed. What goes wrong is left for the
/// one who needs it: there it goes wrong again.
final class Ahead implements AutoCloseable {
    private final Thread thread;

    private Ahead(Thread thread) {
        this.thread = thread;
    }

    static Ahead of(Runnable work) {
        Thread thread = Thread.ofPlatform().daemon().name("alphalift-ahead").unstarted(work);
        thread.setUncaughtExceptionHandler((_, _) -> {});
        thread.start();
        return new Ahead(thread);
    }

    /// Waits for its end.
    @Override
    public void close() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
