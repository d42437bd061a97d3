package dev.alphalift.evaluation.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The page without its data: what comes before them and what comes after.
///
/// The page's policy names the hashes of its own scripts and style sheets. So nothing else can run
/// in it, and it can load nothing but the pictures that it carries.
///
/// @param before ends in the open element for the data
/// @param after begins with that element's end
record PageTemplate(String before, String after) {
    private static final String DATA = "{{data}}";

    private static final List<String> SCRIPTS =
            List.of(
                    "words-en.js",
                    "words-zh.js",
                    "words-zh-data.js",
                    "language.js",
                    "words.js",
                    "tables.js",
                    "summary.js",
                    "charts.js",
                    "cases.js",
                    "page.js");

    static PageTemplate load() {
        String style = text("uPlot.min.css") + "\n" + text("page.css");
        String charts = "/*!\nuPlot\n" + text("LICENSE") + "\n*/\n" + text("uPlot.iife.min.js");
        String script =
                SCRIPTS.stream()
                        .map(PageTemplate::text)
                        .collect(
                                Collectors.joining("\n", "(() => {\n\"use strict\";\n", "})();\n"));
        // The data's place is looked for first: what is filled in may hold any text.
        String[] parts = text("page.html").split(Pattern.quote(DATA), -1);
        return new PageTemplate(
                parts[0].replace("{{style-hash}}", hash(style))
                        .replace("{{script-hashes}}", hash(charts) + " " + hash(script))
                        .replace("{{style}}", style),
                parts[1].replace("{{charts}}", charts).replace("{{script}}", script));
    }

    private static String hash(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-%s'".formatted(Base64.getEncoder().encodeToString(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java knows SHA-256.", e);
        }
    }

    private static String text(String name) {
        try (InputStream stream = PageTemplate.class.getResourceAsStream("/report/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("The program lacks report/%s.".formatted(name));
            }
            // As a browser reads it before it takes the hash.
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
