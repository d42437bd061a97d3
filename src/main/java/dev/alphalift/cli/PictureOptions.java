package dev.alphalift.cli;

import dev.alphalift.codec.OutputFormat;
import dev.alphalift.dialect.RembgExtras;
import dev.alphalift.dialect.option.OptionKind;
import dev.alphalift.dialect.option.RemovalOption;
import dev.alphalift.dialect.option.RemovalOptionTable;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.image.Rgba;
import dev.alphalift.pipeline.RemovalOptions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/// The options that say what is made of a picture; rembg's names, so that its command lines work
/// here. Those of the table are added by [#addTo]; what the result is written as stands here.
final class PictureOptions {
    /// Before the command's own.
    private static final int FIRST = -100;

    private final Map<RemovalOption<?>, String> given = new LinkedHashMap<>();

    @Option(
            names = {"-x", "--extras"},
            paramLabel = "JSON",
            description = {
                "More options as a JSON object, for example '{\"putalpha\": true}' to keep the colours"
                        + " of soft edges, or '{\"model_path\": \"~/.u2net/mine.onnx\"}' with a model"
                        + " named ..._custom."
            })
    private @Nullable String extras;

    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Option(
            names = "--format",
            paramLabel = "NAME",
            description = "Write png, webp or jpeg, whatever the file is called (default: png).")
    private String format = "png";

    @Option(
            names = "--quality",
            paramLabel = "1-100",
            description = "With --format webp or jpeg (default: ${DEFAULT-VALUE}).")
    private int quality = OutputFormat.QUALITY;

    @Option(names = "--lossless", description = "With --format webp: keep the colours as they are.")
    private boolean lossless;

    /// Adds the options of the table to a command, with the names of rembg's command line.
    void addTo(CommandSpec command) {
        int order = FIRST;
        for (RemovalOption<?> row : RemovalOptionTable.parameters().toList()) {
            command.addOption(option(row).order(order++).build());
        }
    }

    private OptionSpec.Builder option(RemovalOption<?> row) {
        OptionSpec.Builder option =
                OptionSpec.builder(names(row)).description(row.helpWithStandard());
        return switch (row.kind()) {
            case OptionKind.Flag _ ->
                    option.type(boolean.class).arity("0").setter(given(row, String::valueOf));
            case OptionKind.Colour colour ->
                    option.type(String[].class)
                            .arity("4")
                            .paramLabel(colour.label())
                            .setter(given(row, PictureOptions::lastFour));
            default ->
                    option.type(String.class)
                            .paramLabel(row.kind().label())
                            .setter(given(row, String::valueOf));
        };
    }

    private static String[] names(RemovalOption<?> row) {
        String ofRembg = row.name().equals("model") ? "m" : row.shortName();
        return ofRembg == null
                ? new String[] {row.flag()}
                : new String[] {"-" + ofRembg, row.flag()};
    }

    private ISetter given(RemovalOption<?> row, Function<Object, String> text) {
        return new ISetter() {
            @Override
            @SuppressWarnings("TypeParameterUnusedInFormals") // picocli's signature
            public <T> T set(T value) {
                if (value != null) {
                    given.put(row, text.apply(value));
                }
                return value;
            }
        };
    }

    /// Said twice, the last one counts, as with rembg.
    private static String lastFour(Object values) {
        String[] all = (String[]) values;
        return String.join(",", Arrays.copyOfRange(all, all.length - 4, all.length));
    }

    /// @throws InvalidOption if a value cannot be
    RemovalOptions toRemovalOptions() {
        // As rembg's command line: always over a colour, transparent unless said.
        RemovalOptions.Builder asked =
                RemovalOptions.DEFAULT.toBuilder().background(Rgba.TRANSPARENT);
        given.forEach((row, text) -> row.apply(asked, names(row)[0], text));
        RemovalOptions options = asked.build();
        boolean coloured = given.keySet().stream().anyMatch(row -> row.name().equals("bgcolor"));
        Rgba behind = coloured ? options.backgroundOr(Rgba.TRANSPARENT) : OutputFormat.Jpeg.WHITE;
        options = options.withOutput(OutputFormat.named(format, quality, lossless, behind));
        return extras == null ? options : RembgExtras.apply(extras, options);
    }
}
