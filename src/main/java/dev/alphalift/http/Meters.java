package dev.alphalift.http;

import dev.alphalift.http.gate.Places;
import dev.alphalift.pipeline.Admission;
import dev.alphalift.pipeline.Removal;
import dev.alphalift.pipeline.StepTimes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/// What is counted for Prometheus.
@ApplicationScoped
class Meters {
    private final MeterRegistry registry;
    private final Counter done;

    Meters(MeterRegistry registry, Places places, Admission admission) {
        this.registry = registry;
        this.done =
                Counter.builder("alphalift.pictures.done")
                        .description("Pictures whose background was removed")
                        .register(registry);
        Gauge.builder("alphalift.pictures.present", places, Places::present)
                .description("Pictures that wait or are in work")
                .register(registry);
        Gauge.builder("alphalift.pictures.arriving", places, Places::arriving)
                .description("Pictures that arrive")
                .register(registry);
        Gauge.builder("alphalift.pictures.most", admission, Admission::mostPresent)
                .description("Pictures that can be here before others are sent away")
                .register(registry);
    }

    /// Being told makes this bean exist from the start, so that nothing is missing before the first
    /// picture.
    void start(@Observes StartupEvent event) {}

    void done(Removal removal, long nanos) {
        done.increment();
        timer("total", removal.model()).record(Duration.ofNanos(nanos));
        StepTimes times = removal.times();
        timer("decode", removal.model()).record(Duration.ofNanos(times.decode()));
        timer("preprocess", removal.model()).record(Duration.ofNanos(times.preprocess()));
        timer("inference", removal.model()).record(Duration.ofNanos(times.inference()));
        timer("postprocess", removal.model()).record(Duration.ofNanos(times.postprocess()));
        timer("encode", removal.model()).record(Duration.ofNanos(times.encode()));
    }

    private Timer timer(String step, String model) {
        return Timer.builder("alphalift.step")
                .description("Time by step of a removal")
                .tag("step", step)
                .tag("model", model)
                .register(registry);
    }
}
