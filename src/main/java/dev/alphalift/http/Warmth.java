package dev.alphalift.http;

import dev.alphalift.codec.ImageFormat;
import dev.alphalift.codec.Photo;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.RemovalOptions;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/// Ready once the model has answered for the first time, which it is asked to at the start.
@Readiness
@ApplicationScoped
class Warmth implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(Warmth.class);

    /// Set by the launcher, which learns from such a run what the start-up cache should hold.
    private static final String EXIT_WHEN_READY = "alphalift.exit-when-ready";

    private static final long MOST_PAUSE_SECONDS = 60;
    private static final Size SIZE = new Size(32, 32);

    private final BackgroundRemover remover;
    private volatile boolean answered;

    Warmth(BackgroundRemover remover) {
        this.remover = remover;
    }

    void start(@Observes StartupEvent event) {
        OutOfMemory.watch();
        Thread.ofPlatform().name("alphalift-warmth").daemon().start(this::ask);
    }

    private void ask() {
        byte[] samples = new byte[Math.toIntExact(3 * SIZE.pixels())];
        Photo photo = new Photo(new RgbImage(SIZE, samples), ImageFormat.UNKNOWN, null, null);
        try {
            for (long pause = 1; !answers(photo); pause = Math.min(2 * pause, MOST_PAUSE_SECONDS)) {
                TimeUnit.SECONDS.sleep(pause);
            }
        } catch (InterruptedException e) {
            // The server ends.
            return;
        }
        if (Boolean.getBoolean(EXIT_WHEN_READY)) {
            Quarkus.asyncExit();
        }
    }

    private boolean answers(Photo photo) {
        try {
            long start = System.nanoTime();
            remover.remove(photo, RemovalOptions.DEFAULT, Deadline.NONE);
            answered = true;
            LOG.infof("The model answered after %s ms.", (System.nanoTime() - start) / 1_000_000);
        } catch (RuntimeException e) {
            LOG.errorf("The model does not answer: %s", e);
        }
        return answered;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("model").status(answered).build();
    }
}
