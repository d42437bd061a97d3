package dev.alphalift.cli;

import dev.alphalift.cli.progress.Progress;
import dev.alphalift.codec.png.PngEncoder;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import dev.alphalift.file.FileNames;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import dev.alphalift.testset.TestPicture;
import dev.alphalift.testset.TestSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "testset",
        description = "Make pictures whose opacity is known exactly, to measure with.",
        footer = {
            "",
            "The folder gets image/NAME.png, alpha/NAME.png, trimap/NAME.png and a manifest.json that"
                    + " lists them with their tags: hair, glass, fur, lace, shadow, tiny and so on. The"
                    + " same seed and size give the same pictures on every machine; what is there under"
                    + " their names is replaced."
        })
final class MakeTestSet implements Callable<Integer> {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,5})x(\\d{1,5})");
    private static final int SHORTEST_SIDE = 32;
    private static final int MOST_PICTURES = 100_000;

    /// What is in memory while a picture is made, with room to spare.
    private static final long BYTES_A_PIXEL = 64;

    private static final List<String> PARTS = List.of("image", "alpha", "trimap");

    private final Context context;

    @Mixin private final ProgressOptions shown = new ProgressOptions();

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "Another seed gives other pictures (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--count",
            paramLabel = "NUMBER",
            description = "How many pictures (default: ${DEFAULT-VALUE}).")
    private int count = 24;

    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Option(
            names = "--size",
            paramLabel = "WIDTHxHEIGHT",
            description = "Their size in pixels (default: ${DEFAULT-VALUE}).")
    private String size = "640x480";

    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Parameters(
            index = "0",
            paramLabel = "FOLDER",
            description = "Where to put them; made when it is not there.")
    private Path folder = Path.of("");

    MakeTestSet(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (count < 1 || count > MOST_PICTURES) {
            throw new InvalidOption(
                    "--count", Integer.toString(count), "it must be 1 to " + MOST_PICTURES + ".");
        }
        Size wanted = size();
        TestSet set = TestSet.of(seed, count, wanted);
        PARTS.forEach(this::makeFolder);
        String[] rows = new String[count];
        try (Progress progress = shown.begin(context, "pictures");
                Workers makers = new Workers(makers(wanted));
                Workers one = new Workers(1)) {
            progress.expect(count);
            PngEncoder encoder = new PngEncoder(one);
            makers.forEachPiece(
                    count,
                    index -> {
                        rows[index] = write(set.picture(index), encoder);
                        progress.step();
                    });
        }
        WholeFile.write(folder.resolve("manifest.json"), manifest(rows), context::say);
        shown.note(
                context, "%s pictures of %s in %s".formatted(count, size, FileNames.shown(folder)));
        return ExitCode.DONE;
    }

    private Size size() {
        Matcher matcher = SIZE.matcher(size);
        if (!matcher.matches()) {
            throw new InvalidOption("--size", size, "it must be like 640x480.");
        }
        int width = Integer.parseInt(matcher.group(1));
        int height = Integer.parseInt(matcher.group(2));
        if (Math.min(width, height) < SHORTEST_SIDE) {
            throw new InvalidOption(
                    "--size", size, "a side must be at least %s.".formatted(SHORTEST_SIDE));
        }
        Size wanted = new Size(width, height);
        context.assembly().limits().checkSize(wanted);
        return wanted;
    }

    /// As many pictures at once as there are processors and memory for.
    private int makers(Size wanted) {
        long fitting = Runtime.getRuntime().maxMemory() / (BYTES_A_PIXEL * wanted.pixels());
        return Math.toIntExact(Math.clamp(fitting, 1, context.assembly().threads()));
    }

    private void makeFolder(String part) {
        Path path = folder.resolve(part);
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new TargetUnavailable(FileNames.shown(path), FileNames.reason(e), e);
        }
    }

    /// Writes the files of a picture.
    ///
    /// @return its row in the manifest
    private String write(TestPicture picture, PngEncoder encoder) {
        List<PixelRows> parts = List.of(picture.image(), picture.alpha(), picture.trimap());
        for (int part = 0; part < parts.size(); part++) {
            Path file = folder.resolve(PARTS.get(part)).resolve(picture.name() + ".png");
            WholeFile.write(file, encoder.encode(parts.get(part), null, null), context::say);
        }
        String files =
                PARTS.stream()
                        .map(part -> "\"%s\": \"%s/%s.png\"".formatted(part, part, picture.name()))
                        .collect(Collectors.joining(", "));
        String tags =
                picture.tags().stream().map("\"%s\""::formatted).collect(Collectors.joining(", "));
        return "  {\"id\": \"%s\", %s, \"tags\": [%s]}".formatted(picture.name(), files, tags);
    }

    private byte[] manifest(String[] rows) {
        String json =
                """
                {
                 "note": "Made by alphalift testset --seed %s --count %s --size %s. alpha is exact.",
                 "count": %s,
                 "pairs": [
                %s
                 ]
                }
                """
                        .formatted(seed, count, size, count, String.join(",\n", rows));
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
