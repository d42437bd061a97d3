package dev.alphalift.codec.webp;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where the shared library is for a machine: in a folder that is named by a system property, or
/// within the program, from where it is copied out.
///
/// @param system `Linux` or `Mac`, as the library's packager writes it
/// @param processor `x86_64` or `aarch64`
/// @param name the file's name
public record LibwebpFile(String system, String processor, String name) {
    /// The property with the folder; without it a copy in the folder for temporary files is used.
    public static final String FOLDER = "alphalift.libwebp.path";

    /// The file's name on Linux.
    public static final String LINUX_NAME = "libwebp-imageio.so";

    /// The library for an operating system and a processor by Java's names for them; null when
    /// there is none.
    public static @Nullable LibwebpFile of(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String processor =
                switch (osArch) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "aarch64";
                    default -> null;
                };
        if (processor == null) {
            return null;
        }
        if (os.startsWith("linux")) {
            return new LibwebpFile("Linux", processor, LINUX_NAME);
        }
        // The library for Windows shows nothing but its entries for JNI.
        return os.startsWith("mac")
                ? new LibwebpFile("Mac", processor, "libwebp-imageio.dylib")
                : null;
    }

    /// The library within the program, by its name from the root on.
    public String resource() {
        return "/native/%s/%s/%s".formatted(system, processor, name);
    }

    /// Loads the library until the program ends.
    ///
    /// @param folder the folder it is in; null to load it from within the program
    /// @throws IOException if it is not there or cannot be copied out
    /// @throws IllegalArgumentException if the operating system refuses it
    LibwebpCalls load(@Nullable String folder) throws IOException {
        if (folder != null) {
            return load(Path.of(folder, name));
        }
        Path copy = Files.createTempFile("alphalift-", "-" + name);
        try (InputStream library = LibwebpFile.class.getResourceAsStream(resource())) {
            if (library == null) {
                throw new FileNotFoundException("the program holds no " + resource());
            }
            Files.copy(library, copy, StandardCopyOption.REPLACE_EXISTING);
            return load(copy);
        } finally {
            // What is loaded stays so without its file.
            Files.delete(copy);
        }
    }

    private static LibwebpCalls load(Path file) {
        // Set in native executables, where the other way is of no use.
        return System.getProperty("org.graalvm.nativeimage.imagecode") == null
                ? ForeignLibwebp.load(file)
                : PointerLibwebp.load(file);
    }
}
