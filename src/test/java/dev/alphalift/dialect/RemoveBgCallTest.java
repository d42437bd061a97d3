package dev.alphalift.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.codec.OutputFormat;
import dev.alphalift.dialect.form.TextForm;
import dev.alphalift.dialect.form.WebForm;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.image.Framing;
import dev.alphalift.image.Length;
import dev.alphalift.image.Length.Unit;
import dev.alphalift.image.Margins;
import dev.alphalift.image.Position;
import dev.alphalift.image.Rgba;
import dev.alphalift.matte.backdrop.Shadow;
import dev.alphalift.pipeline.Area;
import dev.alphalift.pipeline.Arrangement;
import dev.alphalift.pipeline.RemovalOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoveBgCallTest {
    private static WebForm form(String fields) {
        return TextForm.ofUrlEncoded(fields.getBytes(StandardCharsets.UTF_8));
    }

    private static RemoveBgCall call(String fields) {
        return RemoveBgCall.of(
                form("image_url=https://a.example/b&" + fields),
                RemovalOptions.DEFAULT,
                RemoveBgSize.FULL);
    }

    private static RemoveBgCall with(String name, String value) {
        return call(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    private static Arrangement arrangement(RemoveBgCall call) {
        Arrangement arrangement = call.options().arrangement();
        assertThat(arrangement).isNotNull();
        return arrangement;
    }

    @Test
    void nothing_said_is_the_whole_picture_as_png_or_opaque_as_jpeg() {
        RemovalOptions options = call("").options();

        assertThat(options.output()).isEqualTo(new OutputFormat.Png());
        assertThat(options.onlyMask()).isFalse();
        assertThat(options.background()).isNull();
        Arrangement arrangement = arrangement(call(""));
        assertThat(arrangement.mostPixels()).isEqualTo(Long.MAX_VALUE);
        assertThat(arrangement.area()).isNull();
        assertThat(arrangement.framing()).isEqualTo(Framing.NONE);
        assertThat(arrangement.whereOpaque())
                .isEqualTo(new OutputFormat.Jpeg(90, OutputFormat.Jpeg.WHITE));
    }

    @ParameterizedTest
    @CsvSource({
        "preview,250000",
        "small,250000",
        "regular,250000",
        "medium,1500000",
        "hd,4000000",
        "HD,4000000",
        "full,9223372036854775807",
        "4k,9223372036854775807",
        "50MP,9223372036854775807",
        "auto,9223372036854775807"
    })
    void sizes_are_pixels(String name, long pixels) {
        assertThat(arrangement(with("size", name)).mostPixels()).isEqualTo(pixels);
    }

    @Test
    void without_a_size_the_installations_own_holds() {
        RemoveBgCall call =
                RemoveBgCall.of(
                        form("image_url=a"),
                        RemovalOptions.DEFAULT,
                        RemoveBgSize.named("x", "preview"));

        assertThat(arrangement(call).mostPixels()).isEqualTo(250_000);
    }

    @Test
    void a_region_of_interest_is_two_corners() {
        assertThat(arrangement(with("roi", "0% 10px 50.5%  100%")).area())
                .isEqualTo(
                        new Area(
                                new Length(0, Unit.PERCENT),
                                new Length(10, Unit.PIXELS),
                                new Length(50.5, Unit.PERCENT),
                                new Length(100, Unit.PERCENT)));
    }

    @Test
    void margins_go_clockwise_from_the_top() {
        Length one = new Length(1, Unit.PIXELS);
        Length two = new Length(2, Unit.PERCENT);
        Length three = new Length(3, Unit.PIXELS);
        Length none = Length.NONE;

        assertThat(arrangement(with("crop_margin", "1px")).framing().margins())
                .isEqualTo(new Margins(one, one, one, one));
        assertThat(arrangement(with("crop_margin", "1px 2%")).framing().margins())
                .isEqualTo(new Margins(one, two, one, two));
        assertThat(arrangement(with("crop_margin", "1px 2% 3px 0")).framing().margins())
                .isEqualTo(new Margins(one, two, three, none));
        assertThat(arrangement(with("crop_margin", "500px 50%")).framing().crop()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"10%,0.1", "55.5%,0.555", "100%,1", "original,0"})
    void a_scale_is_a_part_of_the_canvas(String text, double scale) {
        assertThat(arrangement(with("scale", text)).framing().scale()).isEqualTo(scale);
    }

    @Test
    void a_scaled_subject_goes_to_the_middle_unless_said_otherwise() {
        assertThat(arrangement(with("scale", "50%")).framing().position())
                .isEqualTo(Position.CENTRE);
        assertThat(arrangement(call("scale=50%25&position=original")).framing().position())
                .isEqualTo(Position.ORIGINAL);
        assertThat(arrangement(with("position", "center")).framing().position())
                .isEqualTo(Position.CENTRE);
        assertThat(arrangement(with("position", "20%")).framing().position())
                .isEqualTo(new Position.At(0.2, 0.2));
        assertThat(arrangement(with("position", "0% 100%")).framing().position())
                .isEqualTo(new Position.At(0, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "fff,255,255,255,255",
        "#FfF,255,255,255,255",
        "81d4fa,129,212,250,255",
        "#81d4fa77,129,212,250,119",
        "0f08,0,255,0,136",
        "green,0,128,0,255",
        "RebeccaPurple,102,51,153,255",
        "lightgoldenrodyellow,250,250,210,255",
        "transparent,0,0,0,0"
    })
    void colours_are_those_of_css(String text, int red, int green, int blue, int alpha) {
        assertThat(with("bg_color", text).options().background())
                .isEqualTo(new Rgba(red, green, blue, alpha));
    }

    @ParameterizedTest
    @CsvSource({
        "png,image/png",
        "jpg,image/jpeg",
        "JPEG,image/jpeg",
        "webp,image/webp",
        "zip,application/zip"
    })
    void a_format_that_is_named_holds_for_opaque_results_too(String name, String type) {
        assertThat(with("format", name).options().output().mediaType()).isEqualTo(type);
        assertThat(arrangement(with("format", name)).whereOpaque()).isNull();
    }

    @Test
    void the_opacity_alone_can_be_had() {
        assertThat(with("channels", "alpha").options().onlyMask()).isTrue();
        assertThat(with("channels", "rgba").options().onlyMask()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "type,person",
        "type,Car",
        "type,transportation",
        "type_level,none",
        "type_level,latest",
        "semitransparency,false",
        "shadow_type,3D",
        "shadow_opacity,100",
        "add_shadow,false",
        "crop,1",
        "what_nobody_knows,x",
        "size,''",
        "bg_color,' '"
    })
    void what_has_no_effect_is_accepted(String name, String value) {
        assertThat(with(name, value).address()).isEqualTo("https://a.example/b");
    }

    @ParameterizedTest
    @CsvSource({
        "size,huge",
        "roi,0% 0% 50%",
        "roi,0 0 10 10",
        "roi,0% 0% 101% 100%",
        "roi,-1px 0px 5px 5px",
        "roi,0px 0px 99999999px 5px",
        "crop,maybe",
        "crop_margin,501px",
        "crop_margin,51%",
        "crop_margin,10",
        "crop_margin,1px 2px 3px",
        "crop_margin,-1px",
        "scale,9%",
        "scale,101%",
        "scale,50px",
        "scale,50",
        "scale,50% 50%",
        "position,middle",
        "position,101%",
        "position,10px",
        "position,1% 2% 3%",
        "channels,rgb",
        "bg_color,12345",
        "bg_color,##fff",
        "bg_color,greeen",
        "format,gif",
        "type,cat",
        "type_level,3",
        "shadow_type,long",
        "shadow_opacity,101",
        "semitransparency,perhaps"
    })
    void what_a_parameter_cannot_be_is_told_with_its_name(String name, String value) {
        assertThatThrownBy(() -> with(name, value))
                .isInstanceOfSatisfying(
                        InvalidOption.class,
                        fault -> {
                            assertThat(fault.option()).isEqualTo(name);
                            assertThat(fault.value()).isEqualTo(value);
                        });
    }

    @Test
    void a_shadow_is_asked_for_in_remove_bg_s_words() {
        assertThat(with("add_shadow", "true").options().behind().shadow())
                .isEqualTo(Shadow.of(Shadow.Kind.DROP));
        assertThat(with("add_shadow", "false").options().behind().shadow()).isNull();
        assertThat(
                        call("add_shadow=true&shadow_type=3D&shadow_opacity=40")
                                .options()
                                .behind()
                                .shadow())
                .isEqualTo(Shadow.of(Shadow.Kind.FLOOR).withStrength(0.4));
        assertThat(call("add_shadow=true&type=car").options().behind().shadow())
                .isEqualTo(Shadow.of(Shadow.Kind.CONTACT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bg_color=fff&bg_image_url=a",
                "format=zip&channels=alpha",
                "image_file_b64=aGVsbG8="
            })
    void what_does_not_go_together_is_told(String fields) {
        assertThatThrownBy(() -> call(fields)).isInstanceOf(InvalidOption.class);
    }

    @Test
    void there_is_exactly_one_picture() {
        assertThatThrownBy(() ->
                        RemoveBgCall.of(
                                form("size=auto"), RemovalOptions.DEFAULT, RemoveBgSize.FULL))
                .satisfies(fault ->
                        assertThat(new String(RemoveBgWeb.fault((InvalidOption) fault).body()))
                                .contains("\"code\":\"missing_source\""));
        assertThatThrownBy(() -> call("image_file_b64=aGVsbG8="))
                .satisfies(fault ->
                        assertThat(new String(RemoveBgWeb.fault((InvalidOption) fault).body()))
                                .contains("\"code\":\"multiple_sources\""));
    }

    @Test
    void a_background_that_was_at_an_address_comes_before_the_rest() {
        RemoveBgCall call = with("bg_image_url", "https://a.example/c");

        Arrangement arrangement = call.before(new byte[] {1}).arrangement();

        assertThat(call.backgroundAddress()).isEqualTo("https://a.example/c");
        assertThat(arrangement).isNotNull();
        assertThat(arrangement.background()).isNotNull();
    }
}
