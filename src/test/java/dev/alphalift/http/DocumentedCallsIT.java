package dev.alphalift.http;

import static dev.alphalift.testdata.DocumentedExample.assertClaims;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.codec.ImageFormat;
import dev.alphalift.testdata.CommandRunner;
import dev.alphalift.testdata.DocumentedCommand;
import dev.alphalift.testdata.DocumentedExample;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.ReadersFiles;
import dev.alphalift.testdata.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The examples of the documents that call the server, by curl, against the built one.
@DisabledOnOs(OS.WINDOWS) // the examples are for a Unix shell
class DocumentedCallsIT extends OneServer {
    private static final String SERVER = "./alphalift s\n";
    private static final String ADDRESS = "http://localhost:7000/";

    @TempDir private Path folder;
    private DocumentedExample example;

    @BeforeAll
    static void start() throws Exception {
        start(Map.of());
    }

    @BeforeEach
    void setUp() throws Exception {
        example = new DocumentedExample(folder);
        Assumptions.assumeTrue(
                example.run("command -v curl").code() == 0, "skipped: there is no curl");
    }

    /// The examples name the usual port; the server of the tests has a free one.
    private String call(String page, int number) throws Exception {
        return call(DocumentedExample.all(page).get(number));
    }

    private String call(String block) throws Exception {
        assertThat(block).startsWith("curl ").contains(ADDRESS);
        return example.succeed(
                        block.replace("curl ", "curl --fail --silent --dump-header - ")
                                .replace(ADDRESS, server.uri("/").toString()))
                .out();
    }

    @Test
    void the_call_of_the_servers_page_gives_the_bytes_of_the_command_line() throws Exception {
        assertThat(DocumentedExample.all("docs/server.md").getFirst()).isEqualTo(SERVER);
        assertThat(DocumentedExample.all("README.md"))
                .containsAll(DocumentedExample.all("docs/server.md"));

        call("docs/server.md", 1);

        assertClaims(
                "docs/server.md",
                "`cutout.png` is, byte for byte, what `./alphalift i samples/coffee.png cutout.png` writes");
        Path sample = TestData.project().resolve("samples/coffee.png");
        Path other = folder.resolve("other.png");
        Process process =
                new dev.alphalift.cli.Program(folder, Map.of())
                        .start(ProcessBuilder.Redirect.PIPE, "i", sample, other);
        assertThat(dev.alphalift.cli.Program.end(process)).isZero();
        assertThat(example.file("cutout.png")).isEqualTo(TestData.read(other));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void every_call_of_a_document_is_answered_with_a_picture(DocumentedCommand command)
            throws Exception {
        new ReadersFiles(folder).photo();

        call(command.text());

        assertThat(ImageFormat.of(example.file("cutout.png"))).isEqualTo(ImageFormat.PNG);
    }

    static List<DocumentedCommand> calls() {
        return CommandRunner.of(CommandRunner.CALLS);
    }

    @Test
    void the_page_is_at_the_address_that_its_document_names() {
        assertThat(DocumentedExample.all("docs/page.md").getFirst()).isEqualTo(SERVER);
        assertClaims("docs/page.md", "in a browser, `" + ADDRESS + "`");

        server.given()
                .get("/")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(org.hamcrest.Matchers.containsString("page/main.js"));
    }

    @Test
    void the_call_in_remove_bgs_dialect_crops_as_its_page_says() throws Exception {
        String headers = call("docs/remove-bg.md", 0);

        assertClaims("docs/remove-bg.md", "490 x 452, of which the subject takes 408 x 376");
        Pixels cutout = Pixels.ofPng(example.file("cutout.png"));
        assertThat(new int[] {cutout.width(), cutout.height(), cutout.channels()})
                .containsExactly(490, 452, 4);
        assertThat(headers).contains("X-Foreground-Width: 408", "X-Foreground-Height: 376");
    }

    @Test
    void the_picture_alone_is_a_body_as_the_servers_page_says() throws Exception {
        assertClaims(
                "docs/server.md", "or the picture alone as the body, of any media type or none");
        byte[] picture = Files.readAllBytes(TestData.project().resolve("samples/coffee.png"));

        server.given()
                .contentType("text/plain")
                .body(picture)
                .post("/api/remove")
                .then()
                .statusCode(200);
    }
}
