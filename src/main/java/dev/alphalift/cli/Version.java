package dev.alphalift.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The version that the build wrote down.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        return new String[] {"alphalift, version " + number()};
    }

    /// The version alone.
    static String number() throws IOException {
        Properties properties = new Properties();
        try (InputStream stream = Version.class.getResourceAsStream("/alphalift.properties")) {
            properties.load(stream);
        }
        return properties.getProperty("version");
    }
}
