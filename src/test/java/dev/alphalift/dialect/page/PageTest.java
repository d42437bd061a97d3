package dev.alphalift.dialect.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.alphalift.codec.ImageLimits;
import dev.alphalift.dialect.WebAnswer;
import dev.alphalift.dialect.page.PageConfig.Door;
import dev.alphalift.pipeline.ModelEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    /// As the build has it: some of the files are libraries' own.
    private static final Path FOLDER = folder();

    private final Page page = Page.shown(List::of, PageTest::config);

    private static Path folder() {
        try {
            URL list = Objects.requireNonNull(PageTest.class.getResource("/page/files.txt"));
            return Path.of(list.toURI()).getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PageConfig config() {
        return new PageConfig(
                "1.2.3",
                Door.LAMBDA,
                List.of(
                        new ModelEntry("u2netp", "Apache-2.0", true, "md5:00", true, true),
                        new ModelEntry("mine", "none", false, null, true, false)),
                "mine",
                true,
                new ImageLimits(50, 4000, 9),
                3000,
                4,
                false);
    }

    private WebAnswer found(String path, @Nullable String encoding, @Nullable String tags) {
        return Objects.requireNonNull(page.answer(path, encoding, tags), path);
    }

    @Test
    void every_file_of_the_folder_is_in_the_list_and_has_a_media_type() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            assertThat(PageFile.names())
                    .as("page/files.txt, one file a line")
                    .containsExactlyInAnyOrderElementsOf(
                            files.filter(Files::isRegularFile)
                                    .map(file -> FOLDER.relativize(file).toString())
                                    .map(name -> name.replace('\\', '/'))
                                    .filter(name -> !name.equals("files.txt"))
                                    .toList());
        }
        assertThat(PageFile.names()).allSatisfy(PageFile::mediaType).contains("index.html");
        assertThat(Page.resources()).contains("page/files.txt", "page/index.html");
    }

    @Test
    void the_page_is_at_the_root_and_its_files_have_names() throws IOException {
        byte[] index = Files.readAllBytes(FOLDER.resolve("index.html"));

        assertThat(found("/", null, null).body()).isEqualTo(index);
        assertThat(found("/page/index.html", null, null).body()).isEqualTo(index);
        assertThat(found("/", null, null).mediaType()).isEqualTo("text/html; charset=utf-8");
        assertThat(found("/", null, null).headers())
                .containsEntry("Cache-Control", "no-cache")
                .containsEntry("Vary", "Accept-Encoding")
                .doesNotContainKey("Content-Encoding");
    }

    @Test
    void who_takes_gzip_gets_the_same_bytes_under_another_tag() throws IOException {
        WebAnswer plain = found("/", null, null);
        WebAnswer zipped = found("/", "gzip, deflate, br", null);

        try (GZIPInputStream stream =
                new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
            assertThat(stream.readAllBytes()).isEqualTo(plain.body());
        }
        assertThat(zipped.headers()).containsEntry("Content-Encoding", "gzip");
        assertThat(zipped.headers().get("ETag"))
                .matches("\"[0-9a-f]{32}-gzip\"")
                .isNotEqualTo(plain.headers().get("ETag"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | true", "GZIP;q=0.5 | true", "*  | true", "br, x-gzip | true",
                "gzip;q=0 | false", "*;q=0 | false", "gzip;q=0, * | false", "br | false",
                "'' | false", "gzip;q=many | false"
            })
    void the_encoding_is_that_which_the_client_allows(String header, boolean zipped) {
        assertThat(found("/", header, null).headers().containsKey("Content-Encoding"))
                .isEqualTo(zipped);
    }

    @Test
    void what_the_client_has_is_not_sent_again() {
        String tag = found("/", "gzip", null).headers().get("ETag");

        for (String tags : List.of(tag, "W/" + tag, "\"a\", " + tag, "*")) {
            WebAnswer same = found("/", "gzip", tags);
            assertThat(same.status()).as(tags).isEqualTo(304);
            assertThat(same.body()).isEmpty();
            assertThat(same.headers())
                    .containsEntry("ETag", tag)
                    .doesNotContainKey("Content-Encoding");
        }
        assertThat(found("/", "gzip", "\"a\"").status()).isEqualTo(200);
        // The other form of it is another thing.
        assertThat(found("/", null, tag).status()).isEqualTo(200);
    }

    @Test
    void nothing_from_elsewhere_runs_in_it() {
        assertThat(found("/", null, null).headers())
                .containsEntry(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self';"
                                + " img-src 'self' blob: data:; connect-src 'self';"
                                + " worker-src 'self'; font-src 'self'; manifest-src 'self';"
                                + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Referrer-Policy", "no-referrer");
        assertThat(
                        Objects.requireNonNull(
                                        Page.shown(
                                                        () -> List.of("https://a.example"),
                                                        PageTest::config)
                                                .answer("/", null, null))
                                .headers()
                                .get("Content-Security-Policy"))
                .contains("; connect-src 'self' https://a.example; worker-src");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/page/",
                "/page",
                "/page/nothing",
                "/page/files.txt",
                "/page/../scene.png",
                "/page//index.html",
                "/page/./index.html",
                "/page/%69ndex.html",
                "/index.html",
                "/page/index.html/",
                "/page/INDEX.HTML"
            })
    void there_is_nothing_else(String path) {
        assertThat(page.answer(path, null, null)).isNull();
    }

    @Test
    void without_a_page_there_is_nothing_at_all() {
        Page hidden = Page.hidden();

        assertThat(hidden.answer("/", null, null)).isNull();
        assertThat(hidden.answer("/page/config.json", null, null)).isNull();
        assertThat(hidden.covers("/")).isFalse();
        assertThat(page.covers("/")).isTrue();
        assertThat(page.covers("/models")).isFalse();
    }

    @Test
    void it_is_told_what_it_is_a_page_of() throws IOException {
        WebAnswer config = found("/page/config.json", "gzip", "*");

        assertThat(config.status()).isEqualTo(200);
        assertThat(config.headers())
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("X-Content-Type-Options", "nosniff");
        assertThat(new ObjectMapper().readTree(config.body()))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        {
                                          "version": "1.2.3",
                                          "door": "lambda",
                                          "models": [
                                            {"name": "u2netp", "licence": "Apache-2.0",
                                             "allowsCommercialUse": true, "standard": false},
                                            {"name": "mine", "licence": "none",
                                             "allowsCommercialUse": false, "standard": true}
                                          ],
                                          "needsKey": true,
                                          "limits": {"bytes": 3000, "pixels": 50, "side": 9},
                                          "inFlight": 4,
                                          "upload": "direct",
                                          "evaluate": false
                                        }
                                        """));
    }

    @Test
    void a_file_of_an_unknown_kind_is_a_mistake_of_ours() {
        assertThatThrownBy(() -> PageFile.mediaType("a.exe")).hasMessageContaining("a.exe");
    }
}
