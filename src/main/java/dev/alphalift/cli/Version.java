package dev.alphalift.cli;

import dev.alphalift.assembly.Program;
import picocli.CommandLine.IVersionProvider;

/// The version that the build wrote down.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"alphalift, version " + Program.version()};
    }
}
