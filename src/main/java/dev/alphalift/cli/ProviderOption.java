package dev.alphalift.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;

/// `--provider` of the commands that run models.
final class ProviderOption {
    static final String NAME = "--provider";

    private static final List<String> WITHOUT_MODELS =
            List.of("d", "testset", "health", "bench-worker", "generate-completion");

    private ProviderOption() {}

    /// Adds it to a command, if that runs models. A name that is none is told when the command is
    /// called, as with every other value that makes no sense.
    static void addTo(CommandSpec command, Context context) {
        if (WITHOUT_MODELS.contains(command.name())) {
            return;
        }
        command.addOption(
                OptionSpec.builder(NAME)
                        .type(String.class)
                        .paramLabel("NAMES")
                        .description(
                                "What runs the models: cpu, cuda, coreml, directml or openvino, or"
                                        + " several with commas between, of which those count that"
                                        + " are there (default: ALPHALIFT_PROVIDER, else cpu).")
                        .setter(setter(context))
                        .build());
    }

    private static ISetter setter(Context context) {
        return new ISetter() {
            @Override
            @SuppressWarnings("TypeParameterUnusedInFormals") // picocli's signature
            public <T> T set(T value) {
                if (value instanceof String names) {
                    context.useProvider(names);
                }
                return value;
            }
        };
    }
}
