package dev.alphalift.wiring;

import dev.alphalift.assembly.Settings;
import dev.alphalift.lambda.FunctionSettings;
import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.store.ObjectStore;
import dev.alphalift.store.s3.S3Store;
import io.quarkus.amazon.lambda.runtime.FunctionError;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// What the functions need besides.
@Singleton
// Funqy's own answer to a failed call, which it does not register itself.
@RegisterForReflection(targets = FunctionError.class)
public class FunctionProducer {
    private final Settings settings;

    FunctionProducer(Settings settings) {
        this.settings = settings;
    }

    @Produces
    @Singleton
    FunctionSettings functionSettings() {
        return new FunctionSettings(
                settings.load().patience(),
                RemovalOptions.DEFAULT.withModel(settings.model(), null),
                settings.limits().bytes());
    }

    @Produces
    @Singleton
    ObjectStore objectStore() {
        return new S3Store(settings.environment(), settings.load().patience());
    }
}
