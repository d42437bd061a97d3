package dev.alphalift.cli;

import dev.alphalift.assembly.ModelShelf;
import dev.alphalift.cli.progress.Progress;
import dev.alphalift.cli.progress.Unit;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.AlphaliftException.ModelUnavailable;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "d",
        description = "Fetch models, or check those that are there.",
        footer = {
            "",
            "Models are kept where rembg keeps them: below $U2NET_HOME, $REMBG_HOME,"
                    + " $XDG_DATA_HOME/rembg or ~/.rembg. The models u2netp and u2netp-int8"
                    + " are parts of the program."
        })
final class FetchModels implements Callable<Integer> {
    private final Context context;

    @Mixin private final ProgressOptions shown = new ProgressOptions();

    @Option(
            names = "--check",
            description = "Only say which models are there; checks the hash of each file.")
    private boolean check;

    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Parameters(
            arity = "0..*",
            paramLabel = "MODEL",
            description = "Names of models; all of them when none is named.")
    private List<String> names = List.of();

    FetchModels(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        ModelShelf shelf = context.assembly().modelShelf();
        int worst = ExitCode.DONE;
        for (String name : names.isEmpty() ? shelf.names() : names) {
            try {
                report(check ? shelf.check(name) : fetched(shelf, name));
            } catch (ModelUnavailable e) {
                context.say("%s: missing or damaged. %s".formatted(name, e.getMessage()));
                worst = names.isEmpty() && check ? worst : Math.max(worst, ExitCode.of(e));
            } catch (AlphaliftException e) {
                context.say("%s: %s".formatted(name, e.getMessage()));
                worst = Math.max(worst, ExitCode.of(e));
            }
        }
        if (names.isEmpty() && check) {
            shelf.unavailable()
                    .forEach((name, reason) -> context.say(name + ": not available: " + reason));
        }
        return worst;
    }

    private ModelShelf.Entry fetched(ModelShelf shelf, String name) {
        try {
            return shelf.check(name);
        } catch (ModelUnavailable e) {
            try (Progress progress = shown.begin(context, name, Unit.MEGABYTES)) {
                return shelf.fetch(
                        name,
                        (done, total) -> {
                            total.ifPresent(progress::expect);
                            progress.to(done);
                        });
            }
        }
    }

    private void report(ModelShelf.Entry entry) {
        context.say(
                "%s: %s (licence: %s%s)"
                        .formatted(
                                entry.name(),
                                entry.place(),
                                entry.licence(),
                                entry.allowsCommercialUse() ? "" : "; not for commercial use"));
    }
}
