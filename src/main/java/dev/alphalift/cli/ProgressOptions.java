package dev.alphalift.cli;

import dev.alphalift.cli.progress.Display;
import dev.alphalift.cli.progress.Progress;
import dev.alphalift.cli.progress.Unit;
import picocli.CommandLine.Option;

/// Whether a command that takes long shows how far it is.
final class ProgressOptions {
    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress, and say only what goes wrong.")
    private boolean quiet;

    /// Whether only what goes wrong is said.
    boolean quiet() {
        return quiet;
    }

    /// Begins to show progress, until it is closed.
    ///
    /// @param task stands before it
    Progress begin(Context context, String task, Unit unit) {
        var messages = context.streams().messages();
        return new Progress(messages, quiet ? Display.NONE : messages.display(), task, unit);
    }

    /// Begins to show progress with things that are counted one by one.
    ///
    /// @param things for example `pictures`
    Progress begin(Context context, String things) {
        return begin(context, things, Unit.of(things));
    }

    /// Says what nobody needs to know who wants quiet.
    void note(Context context, String line) {
        if (!quiet) {
            context.say(line);
        }
    }
}
