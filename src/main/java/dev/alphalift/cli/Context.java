package dev.alphalift.cli;

import dev.alphalift.assembly.Assembly;
import dev.alphalift.file.FileNames;
import dev.alphalift.pipeline.BackgroundRemover;

/// What every command is given.
record Context(Streams streams, Assembly assembly) {
    /// A pipeline that says on the error stream when it has loaded a model whose licence does not
    /// allow every use. The caller closes it.
    BackgroundRemover backgroundRemover() {
        return assembly.backgroundRemover(model -> {
            if (!model.allowsCommercialUse()) {
                say(
                        "The licence of the model %s (%s) does not allow commercial use."
                                .formatted(model.name(), model.licence()));
            }
        });
    }

    void say(String line) {
        streams.err().println(FileNames.printable(line));
        streams.err().flush();
    }
}
