package dev.alphalift.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/// A command that makes something of pictures, by the options that say what.
abstract class PictureCommand implements Callable<Integer> {
    private final Context context;

    @Mixin private final PictureOptions picture = new PictureOptions();

    PictureCommand(Context context) {
        this.context = context;
    }

    final Context context() {
        return context;
    }

    final PictureOptions picture() {
        return picture;
    }
}
