package dev.alphalift.lambda;

import dev.alphalift.pipeline.BackgroundRemover;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;

/// Loads the model in Lambda's INIT phase, which ends with the first poll, and not in the first
/// call.
@ApplicationScoped
class ModelAtStart {
    /// @param before what has to be seen to first
    /// @param remover made here, so that a wrong setting is told as well; so are the settings
    void load(
            @Observes StartupEvent start,
            Instance<AtStart> before,
            Instance<BackgroundRemover> remover,
            Instance<FunctionSettings> settings,
            StartUp startUp) {
        try {
            before.get().run();
            remover.get().prepare(settings.get().defaults());
            startUp.isOver();
        } catch (RuntimeException | LinkageError reason) {
            InitError.report(reason);
            throw reason;
        }
    }
}
