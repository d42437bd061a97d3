package dev.alphalift.assembly;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/// What the build wrote down about this program.
public final class Program {
    private static final String RESOURCE = "/alphalift.properties";

    private Program() {}

    /// Its version.
    public static String version() {
        Properties properties = new Properties();
        try (InputStream stream = Program.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("The program lacks its part " + RESOURCE + ".");
            }
            properties.load(stream);
        } catch (IOException e) {
            throw new IllegalStateException("The program's part " + RESOURCE + " is damaged.", e);
        }
        return properties.getProperty("version");
    }
}
