package dev.alphalift.cli;

import static dev.alphalift.cli.Pictures.filesBelow;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.file.FileNames;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.TestData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The built program, names in bytes and any locale or none. A shell starts it, for Java cannot
/// hand such words over.
@EnabledOnOs(OS.LINUX)
class NamesIT {
    /// U+DC80 to U+DCFF stand for bytes that are no UTF-8.
    private static final List<String> NAMES =
            List.of(
                    "plain.png",
                    "m\u00fcller.png",
                    "caf\udce9.png",
                    "caf\udce8.png",
                    "line\nend.png",
                    "quote\"s'.png",
                    "back\\slash.png",
                    "-dash.png",
                    "@at.png",
                    "\udcff\udcfe\udc80",
                    "\ud83d\ude00.png",
                    "\u001b[31mred.png",
                    "f\udcfc\u00df/\ud83d\ude00 folder/deep.png");

    @TempDir private Path folder;
    private Path input;
    private Program program;

    @BeforeEach
    void setUp() {
        input = folder.resolve("in");
        program = new Program(folder, Map.of());
    }

    private record Outcome(int code, byte[] out, byte[] err) {
        /// What was said, which must be UTF-8 whatever the locale.
        String said() throws IOException {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(err)).toString();
        }
    }

    static Stream<String> locales() {
        return Stream.of("", "LC_ALL=C", "LC_ALL=C.UTF-8", "LC_ALL=en_US.ISO-8859-1");
    }

    private Path file(String name) {
        return folder.resolve(FileNames.relative(name));
    }

    /// Runs it from a folder with variables and arguments, which all may hold bytes.
    private Outcome run(String from, List<String> variables, String... arguments)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("env", "-i", "PATH=/usr/bin:/bin"));
        words.addAll(variables.stream().filter(variable -> !variable.isEmpty()).toList());
        words.addAll(program.command());
        words.addAll(Arrays.asList(arguments));
        String script =
                "cd %s && exec %s >'%s/stdout.txt' 2>'%s/stderr.txt'\n"
                        .formatted(
                                quoted(from),
                                words.stream()
                                        .map(NamesIT::quoted)
                                        .collect(Collectors.joining(" ")),
                                folder,
                                folder);
        Path file = Files.write(folder.resolve("run.sh"), bytes(script));
        Process process = new ProcessBuilder("sh", file.toString()).start();
        process.getOutputStream().close();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Outcome(
                process.exitValue(),
                TestData.read(folder.resolve("stdout.txt")),
                TestData.read(folder.resolve("stderr.txt")));
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        text.codePoints()
                .forEach(codePoint -> {
                    if (codePoint >= 0xdc80 && codePoint <= 0xdcff) {
                        bytes.write(codePoint & 0xff);
                    } else {
                        bytes.writeBytes(
                                Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
                    }
                });
        return bytes.toByteArray();
    }

    private static byte[] mask() {
        return TestData.resource("golden/chelsea-small.only-mask.png");
    }

    private static void assertCutout(Path file) {
        assertThat(Pixels.ofPng(TestData.read(file)).channels()).isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("locales")
    void a_folder_with_all_kinds_of_names_is_done_and_deleted(String locale) throws Exception {
        NAMES.forEach(
                name -> Pictures.put(input.resolve(FileNames.relative(name)), Pictures.stripes()));

        Outcome outcome = run(folder.toString(), List.of(locale), "p", "-d", "in", "out");

        assertThat(outcome.code()).as(outcome.said()).isZero();
        assertThat(outcome.said()).contains("13 done, 0 skipped, 0 failed");
        List<String> expected =
                NAMES.stream().map(name -> name.endsWith(".png") ? name : name + ".png").toList();
        assertThat(filesBelow(folder.resolve("out"))).containsExactlyInAnyOrderElementsOf(expected);
        expected.forEach(
                name -> assertCutout(folder.resolve("out").resolve(FileNames.relative(name))));
        assertThat(filesBelow(input)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("locales")
    void a_picture_is_read_and_written_by_names_of_any_bytes(String locale) throws Exception {
        Pictures.put(file("d\udcef/caf\udce9.png"), Pictures.stripes());
        Pictures.put(file("d\udcef/m\u00fcller.png"), Pictures.stripes());
        String from = folder + "/d\udcef";

        Outcome bytes = run(from, List.of(locale), "i", "caf\udce9.png", "\udcff\u00fc.png");
        Outcome text = run(from, List.of(locale), "i", "m\u00fcller.png", "../\ud83d\ude00.png");
        Outcome at = run(from, List.of(locale), "p", ".", "../results");

        assertThat(bytes.code()).as(bytes.said()).isZero();
        assertThat(text.code()).as(text.said()).isZero();
        assertThat(at.code()).as(at.said()).isZero();
        assertCutout(file("d\udcef/\udcff\u00fc.png"));
        assertCutout(file("\ud83d\ude00.png"));
        assertThat(filesBelow(folder.resolve("results")))
                .containsExactlyInAnyOrder("caf\udce9.png", "m\u00fcller.png", "\udcff\u00fc.png");
    }

    @ParameterizedTest
    @MethodSource("locales")
    void messages_show_the_text_that_names_are_and_steer_no_terminal(String locale)
            throws Exception {
        Pictures.put(
                input.resolve(FileNames.relative("b\u00fc\udce9\u001b[31m.png")), new byte[] {1});

        Outcome missing =
                run("/", List.of(locale), "i", "/m\u00fcller\udce9\n\u001b[31m\\.png", "x.png");
        Outcome bad = run(folder.toString(), List.of(locale), "p", "in", "out");
        Outcome misused = run("/", List.of(locale), "i", "--caf\u00e9\udce9\u001b[31m");

        assertThat(missing.code()).isEqualTo(ExitCode.FILE_TROUBLE);
        assertThat(missing.said())
                .isEqualTo(
                        "alphalift: Cannot read /m\u00fcller\\xe9\\x0a\\x1b[31m\\\\.png:"
                                + " there is no such file or folder.\n");
        assertThat(bad.code()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(bad.said()).contains("/in/b\u00fc\\xe9\\x1b[31m.png: ").doesNotContain("\u001b");
        assertThat(misused.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(misused.said())
                .startsWith("Unknown option: '--caf\u00e9\\xe9\\x1b[31m'")
                .doesNotContain("\u001b");
    }

    @ParameterizedTest
    @MethodSource("locales")
    void models_are_found_below_folders_of_any_bytes(String locale) throws Exception {
        String home = folder + "/h\udce9\u00fc\ud83d\ude00";
        byte[] model = TestData.resource("models/tiny-320.onnx");
        Pictures.put(file("h\udce9\u00fc\ud83d\ude00/m\udce9.onnx"), model);
        Pictures.put(file("h\udce9\u00fc\ud83d\ude00/u2net.onnx"), model);
        Path picture = Pictures.put(folder.resolve("a.png"), Pictures.stripes());
        List<String> variables = List.of(locale, "U2NET_HOME=" + home, "MODEL_CHECKSUM_DISABLED=1");
        String extras = "{\"model_path\": \"%s/m\udce9.onnx\"}".formatted(home);

        Outcome named =
                run("/", variables, "i", "-m", "u2net", picture.toString(), folder + "/b.png");
        Outcome own =
                run(
                        "/",
                        variables,
                        "i",
                        "-m",
                        "u2net_custom",
                        "-x",
                        extras,
                        picture.toString(),
                        folder + "/c.png");
        Outcome checked = run("/", variables, "d", "--check", "u2net");

        assertThat(named.code()).as(named.said()).isZero();
        assertThat(own.code()).as(own.said()).isZero();
        assertThat(folder.resolve("c.png")).hasSameBinaryContentAs(folder.resolve("b.png"));
        assertThat(checked.code()).as(checked.said()).isZero();
        assertThat(checked.said()).contains("/h\\xe9\u00fc\ud83d\ude00/u2net.onnx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "LC_ALL=C.UTF-8"})
    void frames_are_written_by_a_pattern_of_any_bytes(String locale) throws Exception {
        Files.write(folder.resolve("frames.raw"), Pictures.frame());
        List<String> arguments = List.of("b", "320", "320", "-o", "f\udce9\u00fc/%03d.png");

        Outcome outcome = runFrom("frames.raw", locale, arguments);

        assertThat(outcome.code()).as(outcome.said()).isZero();
        assertCutout(file("f\udce9\u00fc/000.png"));
    }

    private Outcome runFrom(String in, String locale, List<String> arguments) throws Exception {
        List<String> words = new ArrayList<>(program.command());
        words.addAll(arguments);
        String script =
                "exec env -i %s %s <'%s/%s'\n"
                        .formatted(
                                locale,
                                words.stream()
                                        .map(NamesIT::quoted)
                                        .collect(Collectors.joining(" ")),
                                folder,
                                in);
        Path file = Files.write(folder.resolve("frames.sh"), bytes(script));
        Process process =
                new ProcessBuilder("sh", file.toString())
                        .directory(folder.toFile())
                        .redirectError(folder.resolve("stderr.txt").toFile())
                        .start();
        byte[] out = process.getInputStream().readAllBytes();
        return new Outcome(Program.end(process), out, TestData.read(folder.resolve("stderr.txt")));
    }

    @ParameterizedTest
    @MethodSource("locales")
    void an_evaluation_shows_names_as_text_and_keeps_them_apart(String locale) throws Exception {
        List<String> names =
                List.of("caf\udce9", "caf\udce8", "m\u00fcller", "back\\slash", "\ud83d\ude00");
        for (String name : names) {
            Pictures.put(file("s\udce9t/predictions/" + name + ".png"), mask());
            Pictures.put(file("s\udce9t/truth/" + name + ".png"), mask());
        }
        String from = folder + "/s\udce9t";
        String report = "r\udce9p\u00f6rt" + "x".repeat(239);

        Outcome outcome =
                run(
                        from,
                        List.of(locale),
                        "evaluate",
                        "--predictions",
                        "predictions",
                        "--truth",
                        "truth",
                        "--json",
                        report,
                        "--csv",
                        "\udce9.csv",
                        "--html",
                        "\udce9.html");

        assertThat(outcome.code()).as(outcome.said()).isZero();
        JsonNode json = TestData.parse(TestData.read(file("s\udce9t/" + report)));
        List<String> shown = new ArrayList<>();
        json.path("pairs").forEach(pair -> shown.add(pair.path("name").asText()));
        assertThat(shown)
                .containsExactlyInAnyOrder(
                        "caf\\xe9", "caf\\xe8", "m\u00fcller", "back\\\\slash", "\ud83d\ude00");
        String csv = new String(TestData.read(file("s\udce9t/\udce9.csv")), StandardCharsets.UTF_8);
        assertThat(csv)
                .contains("caf\\xe9", "m\u00fcller", "\ud83d\ude00")
                .doesNotContain("\ufffd");
        assertThat(filesBelow(file("s\udce9t"))).hasSize(13);
    }

    @Test
    void a_list_may_name_files_in_bytes() throws Exception {
        Pictures.put(file("caf\udce9.png"), mask());
        Pictures.put(file("m\u00fcller.png"), mask());
        String csv =
                "prediction,truth\ncaf\udce9.png,caf\udce9.png\nm\u00fcller.png,m\u00fcller.png\n";
        Files.write(folder.resolve("list.csv"), bytes(csv));
        Files.writeString(
                folder.resolve("list.json"),
                "[{\"prediction\": \"caf\\udce9.png\", \"truth\": \"caf\\udce9.png\"}]");

        Outcome rows =
                run(folder.toString(), List.of(), "evaluate", "list.csv", "--json", "a.json");
        Outcome json =
                run(folder.toString(), List.of(), "evaluate", "list.json", "--json", "b.json");

        assertThat(rows.code()).as(rows.said()).isZero();
        assertThat(json.code()).as(json.said()).isZero();
        assertThat(folder.resolve("a.json"))
                .content()
                .contains("\"caf\\\\xe9\"", "\"m\u00fcller\"");
        assertThat(folder.resolve("b.json")).content().contains("\"caf\\\\xe9\"");
    }

    @Test
    void without_a_folder_for_temporary_files_pictures_are_done() throws Exception {
        Pictures.put(folder.resolve("a.png"), Pictures.stripes());
        Program without =
                new Program(folder, Map.of("ALPHALIFT_JAVA_OPTS", "-Djava.io.tmpdir=/missing"));
        program = without;

        Outcome outcome = run(folder.toString(), List.of(), "i", "a.png", "b.png");
        Outcome measured = run(folder.toString(), List.of(), "bench");

        assertThat(outcome.code()).as(outcome.said()).isZero();
        assertThat(outcome.said().lines())
                .allMatch(line -> line.startsWith("WARNING: java.io.tmpdir"));
        assertCutout(folder.resolve("b.png"));
        assertThat(measured.code()).isEqualTo(ExitCode.FILE_TROUBLE);
        assertThat(measured.said().lines().filter(line -> !line.startsWith("WARNING")))
                .singleElement()
                .asString()
                .startsWith("alphalift: Cannot write a temporary folder: ");
    }
}
