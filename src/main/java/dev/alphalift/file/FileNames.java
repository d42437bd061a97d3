package dev.alphalift.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Paths from text and back (docs/files.md). On Linux a name is a string of bytes, and Java
/// translates it by the locale: where that has no such letters, a name is lost or taken for
/// another. Here a name is the UTF-8 text that its bytes are, and each byte that is none stands in
/// the text as U+DC80 to U+DCFF, as in Python. On other systems Java's own translation is good.
public final class FileNames {
    private static final boolean BYTES = System.getProperty("os.name", "").equals("Linux");
    private static final boolean BACKSLASHES = System.getProperty("os.name", "").startsWith("Win");
    private static final Path ROOT = Path.of("/");
    private static final Path WORKING_FOLDER = Path.of("/proc/self/cwd");
    private static final char REPLACEMENT = '\ufffd';
    private static final String UTF_8 = "UTF-8";
    private static final String TOO_LONG = "File name too long";

    private FileNames() {}

    /// Whether names are bytes on this system.
    public static boolean areBytes() {
        return BYTES;
    }

    /// The path that somebody has written, from the process' folder on.
    ///
    /// @throws InvalidPathException if no file can be called like that
    public static Path path(String text) {
        Path path = relative(text);
        if (!BYTES || path.isAbsolute()) {
            return path;
        }
        Path folder = unsaidWorkingFolder();
        return folder == null ? path : folder.resolve(path);
    }

    /// The same, to be resolved against a folder.
    ///
    /// @throws InvalidPathException if no file can be called like that
    public static Path relative(String text) {
        if (!BYTES || NameText.isAscii(text) || (saysUnicode() && NameText.isUnicode(text))) {
            return Path.of(text);
        }
        Path path = text.startsWith("/") ? ROOT : Path.of("");
        for (String name : text.split("/", -1)) {
            if (!name.isEmpty()) {
                path = path.resolve(NameText.isAscii(name) ? Path.of(name) : ofBytes(name));
            }
        }
        return path;
    }

    /// A URI is the one way to a path that does not lead through the locale.
    private static Path ofBytes(String name) {
        StringBuilder uri = new StringBuilder("file:///");
        for (byte part : NameText.bytes(name)) {
            if (part == 0) {
                throw new InvalidPathException(name, "it holds a zero");
            }
            uri.append('%');
            uri.append(Character.forDigit(part >> 4 & 0xf, 16));
            uri.append(Character.forDigit(part & 0xf, 16));
        }
        return Path.of(URI.create(uri.toString())).getFileName();
    }

    /// The folder of the process where Java could not read its name; null where it could.
    private static @Nullable Path unsaidWorkingFolder() {
        try {
            Path folder = Files.readSymbolicLink(WORKING_FOLDER);
            boolean isSaid =
                    NameText.isAscii(folder.toString())
                            || folder.equals(Path.of("").toAbsolutePath());
            return isSaid ? null : folder;
        } catch (IOException e) {
            return null; // without /proc nothing can be done
        }
    }

    private static boolean saysUnicode() {
        return UTF_8.equals(System.getProperty("sun.jnu.encoding"));
    }

    /// Whether Java can name the file to others: in the arguments of a process, to `java.io`.
    public static boolean isSaid(Path path) {
        try {
            return Path.of(path.toString()).equals(path);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /// The text of a path, from which [#relative] makes it again.
    public static String text(Path path) {
        String said = path.toString();
        if (!BYTES || NameText.isAscii(said) || (saysUnicode() && said.indexOf(REPLACEMENT) < 0)) {
            return said;
        }
        StringJoiner names = new StringJoiner("/", path.isAbsolute() ? "/" : "", "");
        path.forEach(name -> names.add(NameText.of(bytes(name))));
        return names.toString();
    }

    /// Whether a text is ASCII, which every locale has.
    public static boolean isPlain(String text) {
        return NameText.isAscii(text);
    }

    /// The text that bytes are, such as those of a list with names in it.
    public static String text(byte[] bytes) {
        return NameText.of(bytes);
    }

    /// The text of the last name of a path; empty for the root.
    public static String lastName(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : text(name);
    }

    /// The last name of a path without its last suffix; a leading dot begins no suffix.
    public static String stem(Path path) {
        String name = lastName(path);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /// How many bytes a name has.
    public static int length(String name) {
        return NameText.bytes(name).length;
    }

    private static byte[] bytes(Path name) {
        String uri = ROOT.resolve(name).toUri().getRawPath();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(uri.length());
        // It ends with a slash where there is a folder of that name.
        int end = uri.endsWith("/") ? uri.length() - 1 : uri.length();
        for (int at = 1; at < end; at++) {
            if (uri.charAt(at) == '%') {
                bytes.write(Integer.parseInt(uri, at + 1, at + 3, 16));
                at += 2;
            } else {
                bytes.write(uri.charAt(at));
            }
        }
        return bytes.toByteArray();
    }

    /// A path as people and reports are shown it: its text, a backslash doubled, and each byte as
    /// `\xHH` that is no UTF-8 or belongs to a character that would steer a terminal. Different
    /// paths look different.
    public static String shown(Path path) {
        return BACKSLASHES ? path.toString() : NameText.escaped(text(path), true);
    }

    /// The path that is shown like that, to be resolved against a folder.
    public static Path ofShown(String shown) {
        return BACKSLASHES ? Path.of(shown) : relative(NameText.unescaped(shown));
    }

    /// A message fit for a terminal: what would steer it, and bytes that are no text, as `\xHH`.
    public static String printable(String message) {
        return NameText.escaped(message, false);
    }

    /// What an exception of the file system says to a person: the system's own words mostly are the
    /// path alone.
    public static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "there is no such file or folder.";
            case AccessDeniedException _ -> "access is denied.";
            case FileAlreadyExistsException _ -> "something else is in its place.";
            case FileSystemException failure when failure.getReason() != null ->
                    said(failure.getReason());
            case FileSystemException _ -> e.getClass().getSimpleName();
            default -> String.valueOf(e.getMessage());
        };
    }

    private static String said(String reason) {
        return reason.equals(TOO_LONG)
                ? "its name is too long for the file system, of which most allow 255 bytes."
                : reason;
    }
}
