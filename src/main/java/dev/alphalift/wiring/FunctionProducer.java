package dev.alphalift.wiring;

import dev.alphalift.assembly.Assembly;
import dev.alphalift.assembly.Program;
import dev.alphalift.assembly.Settings;
import dev.alphalift.assembly.WebSettings;
import dev.alphalift.dialect.ApiKeys;
import dev.alphalift.dialect.ModelOffer;
import dev.alphalift.dialect.RemoveBgSize;
import dev.alphalift.dialect.page.Page;
import dev.alphalift.dialect.page.PageConfig;
import dev.alphalift.evaluation.Evaluations;
import dev.alphalift.fetch.PictureAddresses;
import dev.alphalift.lambda.AtStart;
import dev.alphalift.lambda.CallLog;
import dev.alphalift.lambda.FunctionSettings;
import dev.alphalift.lambda.Payload;
import dev.alphalift.lambda.evaluation.BenchmarkSettings;
import dev.alphalift.lambda.evaluation.EvaluationSettings;
import dev.alphalift.lambda.s3.RemoveS3Function;
import dev.alphalift.lambda.s3.S3Settings;
import dev.alphalift.lambda.web.Cors;
import dev.alphalift.lambda.web.FailedSamples;
import dev.alphalift.lambda.web.PageCalls;
import dev.alphalift.lambda.web.PictureCalls;
import dev.alphalift.lambda.web.RemoveHttpFunction;
import dev.alphalift.lambda.web.ResultShelf;
import dev.alphalift.lambda.web.WebCalls;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.ModelEntry;
import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.settings.Setting;
import dev.alphalift.store.ObjectStore;
import dev.alphalift.store.s3.S3Store;
import io.quarkus.amazon.lambda.runtime.FunctionError;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What the functions need besides.
@Singleton
// Funqy's own answer to a failed call, which it does not register itself.
@RegisterForReflection(targets = FunctionError.class)
public class FunctionProducer {
    private static final Logger LOG = Logger.getLogger(FunctionProducer.class);

    /// What stands around a picture in a form.
    private static final long FRAMING_BYTES = 64 << 10;

    /// Each takes a sandbox of its own, and an account may have ten.
    private static final int CALLS_OF_A_PAGE = 4;

    private static final Duration LONGEST_STORE_CALL = Duration.ofSeconds(20);

    private final Settings settings;
    private final String function;

    /// @param function which of the functions this process is
    FunctionProducer(
            Settings settings,
            @ConfigProperty(name = "quarkus.funqy.export", defaultValue = "remove")
                    String function) {
        this.settings = settings;
        this.function = function;
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
    EvaluationSettings evaluationSettings(Evaluations evaluations, WebSettings web) {
        return new EvaluationSettings(
                evaluations, new Assembly(settings).threads(), web.evaluations());
    }

    @Produces
    @Singleton
    BenchmarkSettings benchmarkSettings() {
        Assembly assembly = new Assembly(settings);
        return new BenchmarkSettings(
                assembly.threads(), assembly.limits(), Program.version(), assembly.provider());
    }

    @Produces
    @Singleton
    ObjectStore objectStore() {
        Duration patience = settings.load().patience();
        Duration most =
                function.equals(RemoveHttpFunction.NAME)
                        ? PictureCalls.reserve(patience)
                        : patience.dividedBy(2);
        return new S3Store(
                settings.environment(),
                most.compareTo(LONGEST_STORE_CALL) < 0 ? most : LONGEST_STORE_CALL);
    }

    @Produces
    @Singleton
    S3Settings s3Settings(FunctionSettings functionSettings, BackgroundRemover remover) {
        return S3Settings.of(
                settings.environment(),
                functionSettings.defaults(),
                remover.models().stream().map(ModelEntry::name).collect(Collectors.toSet()));
    }

    @Produces
    @Singleton
    AtStart atStart(
            ObjectStore store,
            Instance<S3Settings> s3Settings,
            Instance<WebCalls> webCalls,
            Instance<PageCalls> pageCalls) {
        return () -> {
            Assembly assembly = new Assembly(settings);
            assembly.warnings().forEach(LOG::warn);
            assembly.modelShelf(store).provide(settings.model());
            if (function.equals(RemoveS3Function.NAME)) {
                s3Settings.get();
            }
            if (function.equals(RemoveHttpFunction.NAME)) {
                webCalls.get();
                pageCalls.get();
            }
        };
    }

    @Produces
    @Singleton
    WebSettings webSettings() {
        return WebSettings.of(settings.environment());
    }

    @Produces
    @Singleton
    CallLog callLog(WebSettings web) {
        // Java's own stream of that name may be wrapped by the logging of others.
        FileOutputStream standardOutput = new FileOutputStream(FileDescriptor.out);
        return new CallLog(
                web.metricsNamespace(),
                new PrintStream(standardOutput, true, StandardCharsets.UTF_8));
    }

    @Produces
    @Singleton
    Cors cors(WebSettings web) {
        return new Cors(web.corsOrigins());
    }

    @Produces
    @Singleton
    WebCalls webCalls(
            BackgroundRemover remover,
            FunctionSettings functionSettings,
            WebSettings web,
            ObjectStore store) {
        PictureCalls calls =
                new PictureCalls(
                        remover,
                        new PictureAddresses(new Assembly(settings).urlReader()),
                        new ModelOffer(settings.offeredModels()),
                        new ApiKeys(settings.apiKeys()),
                        shelf(web, store),
                        samples(web, store),
                        settings.load().patience());
        return new WebCalls(
                calls,
                functionSettings.defaults(),
                RemoveBgSize.named(Setting.REMOVEBG_SIZE.variable(), settings.removeBgSize()));
    }

    @Produces
    @Singleton
    PageCalls pageCalls(BackgroundRemover remover, WebSettings web, ObjectStore store) {
        if (!settings.showsPage(false)) {
            return new PageCalls(Page.hidden());
        }
        ModelOffer offer = new ModelOffer(settings.offeredModels());
        ResultShelf shelf = shelf(web, store);
        return new PageCalls(
                Page.shown(
                        () -> shelf == null ? List.of() : List.of(shelf.origin()),
                        () ->
                                new PageConfig(
                                        Program.version(),
                                        PageConfig.Door.LAMBDA,
                                        offer.present(remover.models()),
                                        settings.model(),
                                        new ApiKeys(settings.apiKeys()).areNeeded(),
                                        settings.limits(),
                                        Payload.MOST_BYTES - FRAMING_BYTES,
                                        CALLS_OF_A_PAGE,
                                        false)));
    }

    private static @Nullable FailedSamples samples(WebSettings web, ObjectStore store) {
        return web.failedSamples() == null ? null : new FailedSamples(store, web.failedSamples());
    }

    private static @Nullable ResultShelf shelf(WebSettings web, ObjectStore store) {
        return web.results() == null
                ? null
                : new ResultShelf(store, web.results(), web.resultsValidity());
    }
}
