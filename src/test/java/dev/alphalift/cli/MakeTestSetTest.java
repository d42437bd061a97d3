package dev.alphalift.cli;

import static dev.alphalift.cli.Pictures.filesBelow;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.cli.Cli.Outcome;
import dev.alphalift.image.Size;
import dev.alphalift.testdata.Pixels;
import dev.alphalift.testdata.TestData;
import dev.alphalift.testset.TestPicture;
import dev.alphalift.testset.TestSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MakeTestSetTest {
    @TempDir private Path home;

    private Outcome make(Path folder, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("testset", folder));
        arguments.addAll(List.of(more));
        return Cli.at(home).run(arguments.toArray());
    }

    @Test
    void the_manifest_lists_the_pictures_of_the_set() {
        Path folder = home.resolve("deep/set");

        Outcome outcome = make(folder, "--seed", 5, "--count", 12, "--size", "64x48");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("12 pictures of 64x48");
        JsonNode pairs =
                TestData.parse(TestData.read(folder.resolve("manifest.json"))).get("pairs");
        assertThat(pairs).hasSize(12);
        TestSet set = TestSet.of(5, 12, new Size(64, 48));
        for (int index = 0; index < 12; index++) {
            TestPicture picture = set.picture(index);
            JsonNode pair = pairs.get(index);
            assertThat(pair.get("id").textValue()).isEqualTo(picture.name());
            assertThat(pair.get("tags")).extracting(JsonNode::textValue).isEqualTo(picture.tags());
            assertThat(samples(folder, pair, "image")).isEqualTo(picture.image().samples());
            assertThat(samples(folder, pair, "alpha")).isEqualTo(picture.alpha().values());
            assertThat(samples(folder, pair, "trimap")).isEqualTo(picture.trimap().values());
        }
        assertThat(filesBelow(folder)).hasSize(3 * 12 + 1);
    }

    private static byte[] samples(Path folder, JsonNode pair, String part) {
        byte[] file = TestData.read(folder.resolve(pair.get(part).textValue()));
        return Pixels.ofPng(file).samples();
    }

    @Test
    void the_sample_pictures_are_what_their_manifest_says() {
        Path samples = TestData.project().resolve("samples/testset");

        JsonNode manifest = TestData.parse(TestData.read(samples.resolve("manifest.json")));
        assertThat(manifest.get("note").textValue()).contains("--seed 4 --count 6 --size 480x360");
        TestSet set = TestSet.of(4, 6, new Size(480, 360));
        for (int index = 0; index < set.count(); index++) {
            JsonNode pair = manifest.get("pairs").get(index);
            TestPicture picture = set.picture(index);
            assertThat(samples(samples, pair, "image")).isEqualTo(picture.image().samples());
            assertThat(samples(samples, pair, "alpha")).isEqualTo(picture.alpha().values());
            assertThat(samples(samples, pair, "trimap")).isEqualTo(picture.trimap().values());
        }
    }

    @Test
    void a_second_run_writes_the_same_bytes() {
        make(home.resolve("one"), "--count", 3, "--size", "40x40");
        make(home.resolve("two"), "--count", 3, "--size", "40x40");
        make(home.resolve("two"), "--count", 3, "--size", "40x40");

        for (String name : filesBelow(home.resolve("one"))) {
            assertThat(TestData.read(home.resolve("two").resolve(name)))
                    .as(name)
                    .isEqualTo(TestData.read(home.resolve("one").resolve(name)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--size 640",
                "--size 31x64",
                "--size x",
                "--size 640X480",
                "--count 0",
                "--count 100001",
                "--seed one"
            })
    void senseless_options_are_told_before_anything_is_made(String options) {
        Outcome outcome = make(home.resolve("set"), (Object[]) options.split(" "));

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).contains(options.split(" ")[0]);
        assertThat(home.resolve("set")).doesNotExist();
    }

    @Test
    void a_size_beyond_the_limit_is_told() {
        Outcome outcome = make(home.resolve("set"), "--size", "16000x16000");

        assertThat(outcome.code()).isEqualTo(ExitCode.BAD_PICTURE);
        assertThat(home.resolve("set")).doesNotExist();
    }

    @Test
    void a_file_in_the_place_of_the_folder_is_told() {
        Path file = Pictures.put(home.resolve("set"), new byte[] {1});

        Outcome outcome = make(file, "--count", 1, "--size", "40x40");

        assertThat(outcome.code()).isEqualTo(ExitCode.FILE_TROUBLE);
        assertThat(outcome.err()).contains("set");
        assertThat(TestData.read(file)).containsExactly(1);
    }
}
