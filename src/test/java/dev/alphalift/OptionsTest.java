package dev.alphalift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.codec.ImageLimits;
import dev.alphalift.codec.OutputFormat;
import dev.alphalift.dialect.option.RemovalOption;
import dev.alphalift.dialect.option.RemovalOptionTable;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.image.Framing;
import dev.alphalift.image.Length;
import dev.alphalift.image.Margins;
import dev.alphalift.image.Position;
import dev.alphalift.image.Rgba;
import dev.alphalift.matte.backdrop.Backdrop;
import dev.alphalift.matte.backdrop.Shadow;
import dev.alphalift.pipeline.Area;
import dev.alphalift.pipeline.Arrangement;
import dev.alphalift.pipeline.Edges;
import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.segment.Clothes;
import dev.alphalift.segment.Prompt;
import dev.alphalift.testdata.TestData;
import java.awt.image.BufferedImage;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    /// How the library says what the example of each row says. The session has the model.
    private static final Map<String, Consumer<Options.Builder>> EXAMPLES =
            Map.ofEntries(
                    example("alpha_matting", options -> options.alphaMatting(true)),
                    example(
                            "alpha_matting_foreground_threshold",
                            options -> options.alphaMattingForegroundThreshold(240)),
                    example(
                            "alpha_matting_background_threshold",
                            options -> options.alphaMattingBackgroundThreshold(10)),
                    example(
                            "alpha_matting_erode_size",
                            options -> options.alphaMattingErodeSize(10)),
                    example("refine", options -> options.refine(Edges.Refine.FAST)),
                    example("only_mask", options -> options.onlyMask(true)),
                    example("post_process_mask", options -> options.postProcessMask(true)),
                    example("decontaminate", options -> options.decontaminate(true)),
                    example("cloth_category", options -> options.clothCategory(Clothes.UPPER)),
                    example(
                            "sam_prompt",
                            options ->
                                    options.samPrompt(
                                            new Prompt(List.of(new Prompt.Point(320, 200, 1))))),
                    example("vitmatte", options -> options.vitmatte(true)),
                    example("zoom", options -> options.zoom(true)),
                    example("flip", options -> options.flip(true)),
                    example("open", options -> options.open("3px")),
                    example("close", options -> options.close("3px")),
                    example("fill_holes", options -> options.fillHoles(true)),
                    example("drop_specks", options -> options.dropSpecks("3px")),
                    example("largest", options -> options.largest(true)),
                    example("grow", options -> options.grow("3px")),
                    example("shrink", options -> options.shrink("3px")),
                    example("threshold", options -> options.threshold(128)),
                    example("smooth", options -> options.smooth("3px")),
                    example("feather", options -> options.feather("3px")),
                    example("bgcolor", options -> options.bgcolor(new Rgba(255, 255, 255, 255))),
                    example("shadow", options -> options.shadow(Shadow.Kind.DROP)),
                    example("shadow_strength", options -> options.shadowStrength(40)),
                    example(
                            "backdrop",
                            options ->
                                    options.backdrop(
                                            new Backdrop.Gradient(
                                                    new Rgba(255, 255, 255, 255),
                                                    new Rgba(0x88, 0x99, 0xaa, 255),
                                                    180))),
                    example("linear_light", options -> options.linearLight(true)),
                    example("putalpha", options -> options.putalpha(true)),
                    example(
                            "vitmatte_model",
                            options -> options.vitmatteModel("small-composition-1k")));

    /// What a session says instead.
    private static final Set<String> OF_SESSIONS =
            Set.of("model", "model_path", "sam_model", "sam_quant");

    private static Map.Entry<String, Consumer<Options.Builder>> example(
            String name, Consumer<Options.Builder> says) {
        return Map.entry(name, says);
    }

    private static RemovalOptions resolved(Consumer<Options.Builder> says) {
        Options.Builder builder = Options.builder();
        says.accept(builder);
        return builder.build().resolved(ImageLimits.DEFAULT);
    }

    static Stream<RemovalOption<?>> rows() {
        return RemovalOptionTable.rows().stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void every_option_of_the_command_line_can_be_said_under_its_name(RemovalOption<?> row) {
        if (row.name().equals("cc")) { // rembg's second name of cloth_category
            return;
        }
        Class<?> where =
                OF_SESSIONS.contains(row.name()) ? Session.Builder.class : Options.Builder.class;
        String name =
                Pattern.compile("_(.)")
                        .matcher(row.name())
                        .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));

        assertThat(Stream.of(where.getMethods()).map(Method::getName)).contains(name);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void it_does_what_it_does_there(RemovalOption<?> row) {
        if (OF_SESSIONS.contains(row.name()) || row.name().equals("cc")) {
            return;
        }
        RemovalOptions.Builder there =
                RemovalOptions.DEFAULT.toBuilder().background(Rgba.TRANSPARENT);
        row.apply(there, row.name(), row.example());

        assertThat(EXAMPLES).containsKey(row.name());
        assertThat(resolved(EXAMPLES.get(row.name()))).isEqualTo(there.build());
    }

    /// What rembg does not know has no row: it is counted by the records' own members.
    @Test
    void what_the_pipeline_knows_besides_can_be_said_as_well() {
        assertThat(members(RemovalOptions.class))
                .containsExactlyInAnyOrder(
                        "model",
                        "modelPath",
                        "onlyMask",
                        "postProcessMask",
                        "putAlpha",
                        "background",
                        "looks",
                        "selection",
                        "cleanUp",
                        "edges",
                        "behind",
                        "output",
                        "arrangement",
                        "hint");
        // whereOpaque is how remove.bg's interface says "auto": the library asks for a format.
        assertThat(members(Arrangement.class))
                .containsExactlyInAnyOrder(
                        "mostPixels", "area", "framing", "background", "whereOpaque");
    }

    private static Set<String> members(Class<?> type) {
        return Stream.of(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
    }

    @Test
    void where_nothing_is_said_it_is_as_on_the_command_line() {
        assertThat(Options.DEFAULT.resolved(ImageLimits.DEFAULT))
                .isEqualTo(RemovalOptions.DEFAULT.withBackground(Rgba.TRANSPARENT));
    }

    @Test
    void without_any_colour_it_is_as_rembg_has_it() {
        assertThat(resolved(options -> options.bgcolor(null))).isEqualTo(RemovalOptions.DEFAULT);
    }

    @Test
    void formats_have_the_names_and_defaults_of_the_command_line() {
        assertThat(resolved(options -> options.format("webp").quality(70)).output())
                .isEqualTo(new OutputFormat.Webp(70, false));
        assertThat(resolved(options -> options.format("webp").lossless(true)).output())
                .isEqualTo(new OutputFormat.Webp(90, true));
        assertThat(resolved(options -> options.format("jpeg")).output())
                .isEqualTo(new OutputFormat.Jpeg(90, OutputFormat.Jpeg.WHITE));
        Rgba blue = new Rgba(0, 0, 255, 255);
        assertThat(resolved(options -> options.format("jpg").bgcolor(blue)).output())
                .isEqualTo(new OutputFormat.Jpeg(90, blue));
    }

    @Test
    void framing_makes_an_arrangement() {
        Framing framing = new Framing(true, Margins.NONE, 0.5, Position.CENTRE);
        Length length = new Length(50, Length.Unit.PERCENT);
        Area area = new Area(Length.NONE, Length.NONE, length, length);

        Arrangement arrangement =
                resolved(options -> options.framing(framing).area(area).mostPixels(1000))
                        .arrangement();

        assertThat(arrangement).isEqualTo(new Arrangement(1000, area, framing, null, null));
    }

    @Test
    void a_hint_and_a_background_may_be_pictures_of_any_kind() {
        byte[] file = TestData.projectFile("samples/coffee.png");
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_ARGB);

        RemovalOptions options =
                resolved(asked -> asked.hint(Picture.of(image)).background(Picture.of(file)));

        assertThat(options.hint()).isNotNull();
        assertThat(options.arrangement().background()).isNotNull();
        assertThat(options.background()).isNull();
    }

    @Test
    void a_colour_and_a_picture_behind_do_not_go_together() {
        Options.Builder options =
                Options.builder()
                        .bgcolor(new Rgba(0, 0, 0, 255))
                        .background(Picture.of(new byte[0]));

        assertThatThrownBy(options::build).isInstanceOf(InvalidOption.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 256})
    void levels_lie_in_0_to_255(int level) {
        Options.Builder options = Options.builder();

        assertThatThrownBy(() -> options.alphaMattingForegroundThreshold(level))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("alpha_matting_foreground_threshold");
        assertThatThrownBy(() -> options.alphaMattingBackgroundThreshold(level))
                .isInstanceOf(InvalidOption.class);
        assertThatThrownBy(() -> options.threshold(level)).isInstanceOf(InvalidOption.class);
    }

    @Test
    void other_values_that_cannot_be_are_refused_by_name() {
        Options.Builder options = Options.builder();

        assertThatThrownBy(() -> options.grow("3 miles"))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("grow");
        assertThatThrownBy(() -> options.shadowStrength(101)).isInstanceOf(InvalidOption.class);
        assertThatThrownBy(() -> options.alphaMattingErodeSize(-1))
                .isInstanceOf(InvalidOption.class);
        assertThatThrownBy(() -> options.mostPixels(0)).isInstanceOf(InvalidOption.class);
        assertThatThrownBy(() -> Options.builder().format("gif").build())
                .isInstanceOf(InvalidOption.class);
        assertThatThrownBy(() -> Options.builder().quality(0).build())
                .isInstanceOf(InvalidOption.class);
    }
}
