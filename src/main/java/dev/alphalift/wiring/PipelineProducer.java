package dev.alphalift.wiring;

import dev.alphalift.assembly.Assembly;
import dev.alphalift.assembly.Settings;
import dev.alphalift.evaluation.Evaluations;
import dev.alphalift.file.ProcessWords;
import dev.alphalift.pipeline.Admission;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.settings.Setting;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// The assembly's parts as beans, for every edge that Quarkus runs.
@Singleton
public class PipelineProducer {
    private static final Logger LOG = Logger.getLogger(PipelineProducer.class);

    private final Settings settings;
    private final Admission admission;

    PipelineProducer(
            @ConfigProperty(name = "alphalift.threads") Optional<String> threads,
            @ConfigProperty(name = "alphalift.provider") Optional<String> provider,
            @ConfigProperty(name = "alphalift.page") Optional<String> page) {
        Map<String, String> environment = new HashMap<>(ProcessWords.environment());
        threads.ifPresent(number -> environment.put(Setting.THREADS.variable(), number));
        provider.ifPresent(names -> environment.put(Setting.PROVIDER.variable(), names));
        page.ifPresent(shown -> environment.put(Setting.PAGE.variable(), shown));
        settings = Settings.of(environment);
        admission = settings.load().admission(settings.clients().part());
    }

    @Produces
    @Singleton
    Settings settings() {
        return settings;
    }

    @Produces
    @Singleton
    BackgroundRemover remover() {
        return new Assembly(settings)
                .backgroundRemover(
                        admission,
                        model ->
                                LOG.infof(
                                        "Loaded the model %s (licence: %s%s).",
                                        model.name(),
                                        model.licence(),
                                        model.allowsCommercialUse()
                                                ? ""
                                                : "; not for commercial use"));
    }

    void close(@Disposes BackgroundRemover remover) {
        remover.close();
    }

    @Produces
    @Singleton
    Evaluations evaluations(BackgroundRemover remover) {
        Assembly assembly = new Assembly(settings);
        return assembly.evaluations(remover, assembly.lpipsModel());
    }

    void close(@Disposes Evaluations evaluations) {
        evaluations.close();
    }

    @Produces
    @Singleton
    Admission admission() {
        return admission;
    }
}
