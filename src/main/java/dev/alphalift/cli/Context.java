package dev.alphalift.cli;

import dev.alphalift.assembly.Assembly;
import dev.alphalift.pipeline.BackgroundRemover;

/// What every command is given.
record Context(Streams streams, Assembly assembly) {
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
