package dev.alphalift.wiring;

import dev.alphalift.assembly.Assembly;
import dev.alphalift.assembly.Settings;
import dev.alphalift.assembly.WebSettings;
import dev.alphalift.dialect.ModelOffer;
import dev.alphalift.fetch.PictureAddresses;
import dev.alphalift.lambda.CallLog;
import dev.alphalift.lambda.Cors;
import dev.alphalift.lambda.FunctionSettings;
import dev.alphalift.lambda.ResultShelf;
import dev.alphalift.lambda.WebCalls;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.store.ObjectStore;
import dev.alphalift.store.s3.S3Store;
import io.quarkus.amazon.lambda.runtime.FunctionError;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What the functions need besides.
@Singleton
// Funqy's own answer to a failed call, which it does not register itself.
@RegisterForReflection(targets = FunctionError.class)
public class FunctionProducer {
    private final Settings settings;
    private final WebSettings web;

    FunctionProducer(Settings settings) {
        this.settings = settings;
        this.web = WebSettings.of(settings.environment());
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

    @Produces
    @Singleton
    CallLog callLog() {
        // Java's own stream of that name may be wrapped by the logging of others.
        FileOutputStream standardOutput = new FileOutputStream(FileDescriptor.out);
        return new CallLog(
                web.metricsNamespace(),
                new PrintStream(standardOutput, true, StandardCharsets.UTF_8));
    }

    @Produces
    @Singleton
    Cors cors() {
        return new Cors(web.corsOrigins());
    }

    @Produces
    @Singleton
    WebCalls webCalls(BackgroundRemover remover, FunctionSettings function, ObjectStore store) {
        return new WebCalls(
                remover,
                function,
                new PictureAddresses(new Assembly(settings).urlReader()),
                new ModelOffer(settings.offeredModels()),
                shelf(store));
    }

    private @Nullable ResultShelf shelf(ObjectStore store) {
        return web.results() == null
                ? null
                : new ResultShelf(store, web.results(), web.resultsValidity());
    }
}
