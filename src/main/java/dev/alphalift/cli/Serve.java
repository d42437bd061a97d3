package dev.alphalift.cli;

import dev.alphalift.fault.AlphaliftException.NotAvailable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "s", description = "Serve HTTP; not available yet.", hidden = true)
final class Serve implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new NotAvailable("The HTTP server", "it is not built yet.");
    }
}
