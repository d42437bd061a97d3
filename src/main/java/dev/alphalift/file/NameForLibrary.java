package dev.alphalift.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file under a name that a library behind JNI can open: JNI hands texts over in a form of its
/// own, in which only characters up to U+FFFF are what they are in UTF-8, and bytes that are no
/// text do not exist. A file with another name is held open, and goes by the name that the system
/// gives to open files.
public final class NameForLibrary implements AutoCloseable {
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    private final String name;
    private final @Nullable FileChannel file;

    private NameForLibrary(String name, @Nullable FileChannel file) {
        this.name = name;
        this.file = file;
    }

    /// Finds such a name, and holds the file open where it takes that.
    ///
    /// @throws IOException if the file cannot be opened
    public static NameForLibrary of(Path path) throws IOException {
        String text = FileNames.text(path);
        if (text.chars().noneMatch(unit -> Character.isSurrogate((char) unit))
                || !Files.isDirectory(OPEN_FILES)) {
            return new NameForLibrary(text, null);
        }
        FileChannel file = FileChannel.open(path);
        try {
            return new NameForLibrary(nameOfOpen(path.toRealPath()), file);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private static String nameOfOpen(Path real) throws IOException {
        try (DirectoryStream<Path> links = Files.newDirectoryStream(OPEN_FILES)) {
            for (Path link : links) {
                if (leadsTo(link, real)) {
                    return link.toString();
                }
            }
        }
        throw new IOException("the system does not list it among the open files");
    }

    private static boolean leadsTo(Path link, Path real) {
        try {
            return Files.readSymbolicLink(link).equals(real);
        } catch (IOException e) {
            return false; // closed since it was listed
        }
    }

    /// The name, good until this is closed.
    public String name() {
        return name;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
