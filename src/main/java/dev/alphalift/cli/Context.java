package dev.alphalift.cli;

import dev.alphalift.assembly.Assembly;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.settings.Setting;
import org.jspecify.annotations.Nullable;

/// What every command is given.
final class Context {
    private final Streams streams;
    private Assembly assembly;
    private @Nullable String provider;

    Context(Streams streams, Assembly assembly) {
        this.streams = streams;
        this.assembly = assembly;
    }

    Streams streams() {
        return streams;
    }

    Assembly assembly() {
        return assembly;
    }

    /// Takes `--provider`, which wins over the variable, before a command is called.
    void useProvider(String names) {
        provider = names;
        assembly = assembly.with(Setting.PROVIDER, names);
    }

    /// What `--provider` said; null: nothing.
    @Nullable String provider() {
        return provider;
    }

    /// A pipeline that says on the error stream when it has loaded a model whose licence does not
    /// allow every use. The caller closes it.
    BackgroundRemover backgroundRemover() {
        return backgroundRemover(assembly.places());
    }

    /// The same for another number of pictures in work at once.
    BackgroundRemover backgroundRemover(int places) {
        return assembly.backgroundRemover(
                assembly.admission(places),
                model -> {
                    if (!model.allowsCommercialUse()) {
                        say(
                                "The licence of the model %s (%s) does not allow commercial use."
                                        .formatted(model.name(), model.licence()));
                    }
                });
    }

    void say(String line) {
        streams.messages().say(line);
    }
}
