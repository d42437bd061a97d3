package dev.alphalift.http;

import dev.alphalift.codec.ImageFormat;
import dev.alphalift.codec.Photo;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.RemovalOptions;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
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

    private static final Size SIZE = new Size(32, 32);

    private final BackgroundRemover remover;
    private volatile boolean answered;

    Warmth(BackgroundRemover remover) {
        this.remover = remover;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofPlatform().name("alphalift-warmth").daemon().start(this::ask);
    }

    private void ask() {
        byte[] samples = new byte[Math.toIntExact(3 * SIZE.pixels())];
        Photo photo = new Photo(new RgbImage(SIZE, samples), ImageFormat.UNKNOWN, null, null);
        try {
            long start = System.nanoTime();
            remover.remove(photo, RemovalOptions.DEFAULT, Deadline.NONE);
            answered = true;
            LOG.infof("The model answered after %d ms.", (System.nanoTime() - start) / 1_000_000);
            if (Boolean.getBoolean(EXIT_WHEN_READY)) {
                Quarkus.asyncExit();
            }
        } catch (AlphaliftException e) {
            LOG.errorf("The model does not answer: %s", e.getMessage());
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("model").status(answered).build();
    }
}
