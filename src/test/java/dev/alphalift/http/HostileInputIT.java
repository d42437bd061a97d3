package dev.alphalift.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.codec.ImageFormat;
import dev.alphalift.testdata.HostileFiles;
import dev.alphalift.testdata.TestData;
import dev.alphalift.testdata.TwelveMonkeys;
import io.restassured.response.Response;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Everything hostile through a running server of little memory. The files are left in
/// `target/hostile` for `dev/hostile`, which sends them through the command line as well.
@Timeout(1800) // only against what hangs
class HostileInputIT extends OneServer {
    private static final Path LEFT = TestData.project().resolve("target/hostile");
    private static final Path TINY_MODEL =
            TestData.project().resolve("src/test/resources/models/tiny-320.onnx");

    /// What a file may take of the processors, however busy the machine is.
    private static final Duration MOST_WORK = Duration.ofSeconds(10);

    /// A model that takes no time: what comes before and after it is asked here.
    private static final String TINY =
            "?model=u2net_custom&extras="
                    + URLEncoder.encode(
                            "{\"model_path\": \"%s\"}".formatted(TINY_MODEL),
                            StandardCharsets.UTF_8);

    /// The heap that the server is given, and what it needs beside it (Load).
    private static final long MOST_KILOBYTES = (512 + 450) * 1024;

    @BeforeAll
    static void start() throws Exception {
        if (Files.exists(LEFT)) {
            try (Stream<Path> old = Files.walk(LEFT)) {
                old.map(Path::toFile).filter(File::isFile).forEach(File::delete);
            }
        }
        start(
                Map.of(
                        "ALPHALIFT_JAVA_OPTS",
                        "-Xmx512m",
                        // On the wall, a busy machine takes as long as it takes.
                        "ALPHALIFT_TIMEOUT",
                        "600",
                        "ALPHALIFT_BODY_TIMEOUT",
                        "600",
                        "U2NET_HOME",
                        TINY_MODEL.getParent().toString()));
        removeChelsea(); // so that the memory of the real model is there beside all that follows
    }

    private static void removeChelsea() {
        server.given().multiPart("file", "a", CHELSEA).post("/api/remove").then().statusCode(200);
    }

    @Test
    void the_files_of_twelvemonkeys_tests_end_in_a_cutout_or_a_problem() throws Exception {
        Map<String, Integer> outcomes = new TreeMap<>();
        for (String jar : TwelveMonkeys.JARS) {
            TwelveMonkeys.forEach(
                    jar, (name, bytes) -> send("twelvemonkeys", name, bytes, TINY, outcomes));
        }
        assertThat(outcomes.get("200 image")).isGreaterThan(150);
        assertStillWell();
    }

    @Test
    void files_made_by_hand_end_in_a_cutout_or_a_problem() throws Exception {
        Map<String, Integer> outcomes = new TreeMap<>();
        HostileFiles.byHand()
                .forEach((name, file) -> send("by hand", name, file.get(), "", outcomes));
        assertThat(outcomes.get("413 image_too_large")).isGreaterThanOrEqualTo(2);
        assertStillWell();
    }

    @Test
    void damaged_files_end_in_a_cutout_or_a_problem() throws Exception {
        Map<String, Integer> outcomes = new TreeMap<>();
        for (String name : List.of("formats", "bmp-gif-tiff")) {
            Path fixtures = TestData.project().resolve("src/test/resources/pillow").resolve(name);
            try (Stream<Path> files = Files.list(fixtures)) {
                long seed = 0;
                for (Path file : files.filter(HostileInputIT::isPicture).sorted().toList()) {
                    String title = seed + "-" + file.getFileName();
                    byte[] damaged = HostileFiles.damaged(TestData.read(file), seed++);
                    send("damaged", title, damaged, TINY, outcomes);
                }
            }
        }
        assertThat(outcomes.get("200 image")).isGreaterThan(100);
        assertThat(outcomes.get("422 unreadable_image")).isGreaterThan(100);
        assertStillWell();
    }

    private static boolean isPicture(Path file) {
        return ImageFormat.of(TestData.read(file)) != ImageFormat.UNKNOWN;
    }

    private static void send(
            String corpus, String name, byte[] bytes, String query, Map<String, Integer> outcomes) {
        try {
            Path left = LEFT.resolve(corpus).resolve(name.replace('/', '-'));
            Files.createDirectories(left.getParent());
            Files.write(left, bytes);
            Duration before = work();
            // By the JDK's client: some are refused before all of them was sent.
            Response answer = server.post("/api/remove" + query, "application/octet-stream", bytes);
            assertThat(work().minus(before)).as(name).isLessThan(MOST_WORK);
            outcomes.merge(outcome(name, answer), 1, Integer::sum);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// The processor time that the server has taken.
    private static Duration work() {
        return server.process().info().totalCpuDuration().orElseThrow();
    }

    private static String outcome(String name, Response answer) {
        if (answer.statusCode() == 200) {
            assertThat(ImageFormat.of(answer.asByteArray())).as(name).isEqualTo(ImageFormat.PNG);
            return "200 image";
        }
        assertThat(answer.statusCode()).as("%s: %s", name, answer.asString()).isIn(413, 415, 422);
        return answer.statusCode() + " " + answer.path("code");
    }

    private static void assertStillWell() throws Exception {
        removeChelsea();
        server.awaitNobody();
        assertThat(server.log()).doesNotContain("Exception", "OutOfMemory");
        if (Files.exists(Path.of("/proc/self/status"))) {
            assertThat(peakKilobytes()).isLessThan(MOST_KILOBYTES);
        }
    }

    private static long peakKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + server.process().pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
