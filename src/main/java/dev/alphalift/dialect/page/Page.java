package dev.alphalift.dialect.page;

import dev.alphalift.dialect.WebAnswer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The page for people as answers. Its files are a closed list, so no path leads to anything else.
/// Files are read when first asked for. Threads may share it.
///
/// A browser may keep a file and asks each time whether it is still the same (`no-cache`, RFC 9111,
/// 5.2.2.4). Scripts, styles and pictures come from here and nowhere else
/// (`Content-Security-Policy`).
public final class Page {
    /// Where the page itself is.
    static final String ROOT = "/";

    /// What paths of its files begin with.
    static final String PREFIX = "/page/";

    /// Where it asks what it is a page of: [PageConfig].
    static final String CONFIG = PREFIX + "config.json";

    private static final String INDEX = "index.html";
    private static final int NOT_MODIFIED = 304;

    private static final List<String> POLICY =
            List.of(
                    "default-src 'none'",
                    "script-src 'self'",
                    "style-src 'self'",
                    "img-src 'self' blob: data:",
                    "connect-src 'self'",
                    "worker-src 'self'",
                    "font-src 'self'",
                    "manifest-src 'self'",
                    "base-uri 'none'",
                    "form-action 'none'",
                    "frame-ancestors 'none'");

    private final Set<String> names;
    private final Supplier<List<String>> resultOrigins;
    private final Supplier<PageConfig> config;
    private volatile @Nullable String policy;
    private final Map<String, PageFile> files = new ConcurrentHashMap<>();

    private Page(
            List<String> names, Supplier<List<String>> resultOrigins, Supplier<PageConfig> config) {
        this.names = Set.copyOf(names);
        this.resultOrigins = resultOrigins;
        this.config = config;
    }

    /// The page that comes with the program.
    ///
    /// @param resultOrigins where results may have to be fetched from besides, as
    ///   `https://bucket.example`; asked for once, when it is first needed
    /// @param config what it is told, asked for anew each time
    public static Page shown(Supplier<List<String>> resultOrigins, Supplier<PageConfig> config) {
        return new Page(PageFile.names(), resultOrigins, config);
    }

    /// No page: nothing is at its paths.
    public static Page hidden() {
        return new Page(
                List.of(),
                List::of,
                () -> {
                    throw new IllegalStateException("There is no page.");
                });
    }

    /// The program's resources that it is made of.
    public static List<String> resources() {
        return Stream.concat(
                        Stream.of(PageFile.list()),
                        PageFile.names().stream().map(PageFile::resource))
                .toList();
    }

    /// Whether a path belongs to it, whatever lies there.
    public boolean covers(String path) {
        return !names.isEmpty() && (path.equals(ROOT) || path.startsWith(PREFIX));
    }

    /// A file or [PageConfig] as an answer, the whole one or that it is still the same.
    ///
    /// @param path of the request
    /// @param acceptEncoding what that header says
    /// @param ifNoneMatch what that header says
    /// @return null if there is no such file
    public @Nullable WebAnswer answer(
            String path, @Nullable String acceptEncoding, @Nullable String ifNoneMatch) {
        if (!covers(path)) {
            return null;
        }
        if (path.equals(CONFIG)) {
            return guarded(WebAnswer.json(200, "application/json", config.get().json()))
                    .with("Cache-Control", "no-store");
        }
        String name = path.equals(ROOT) ? INDEX : path.substring(PREFIX.length());
        if (!names.contains(name)) {
            return null;
        }
        PageFile file = files.computeIfAbsent(name, PageFile::load);
        byte[] zipped = EncodingHeader.allowsGzip(acceptEncoding) ? file.zipped() : null;
        // The two are different bytes, which a strong tag tells apart (RFC 9110, 8.8.3.3).
        String tag = "\"%s%s\"".formatted(file.hash(), zipped == null ? "" : "-gzip");
        boolean same = isNamed(tag, ifNoneMatch);
        WebAnswer answer =
                WebAnswer.of(
                        same ? NOT_MODIFIED : 200,
                        file.mediaType(),
                        same ? new byte[0] : zipped == null ? file.bytes() : zipped);
        if (zipped != null && !same) {
            answer = answer.with("Content-Encoding", "gzip");
        }
        if (file.zipped() != null) {
            answer = answer.with("Vary", "Accept-Encoding");
        }
        return guarded(answer).with("ETag", tag).with("Cache-Control", "no-cache");
    }

    private WebAnswer guarded(WebAnswer answer) {
        return answer.with("Content-Security-Policy", policy())
                .with("X-Content-Type-Options", "nosniff")
                .with("Referrer-Policy", "no-referrer");
    }

    private String policy() {
        String known = policy;
        if (known == null) {
            known = policy(resultOrigins.get());
            policy = known;
        }
        return known;
    }

    private static String policy(List<String> resultOrigins) {
        String self = "connect-src 'self'";
        String connect =
                String.join(" ", Stream.concat(Stream.of(self), resultOrigins.stream()).toList());
        return String.join(
                "; ", POLICY.stream().map(each -> each.equals(self) ? connect : each).toList());
    }

    /// Whether a list of tags has one of them, weak or not (RFC 9110, 13.1.2).
    private static boolean isNamed(String tag, @Nullable String ifNoneMatch) {
        if (ifNoneMatch == null) {
            return false;
        }
        return Stream.of(ifNoneMatch.split(",", -1))
                .map(String::strip)
                .map(each -> each.startsWith("W/") ? each.substring(2) : each)
                .anyMatch(each -> each.equals(tag) || each.equals("*"));
    }
}
