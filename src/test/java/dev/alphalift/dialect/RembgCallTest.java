package dev.alphalift.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.alphalift.codec.OutputFormat;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.image.Rgba;
import dev.alphalift.pipeline.RemovalOptions;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RembgCallTest {
    private static RembgCall call(String json) throws IOException {
        return RembgCall.of(new JsonMapper().readTree(json), RemovalOptions.DEFAULT);
    }

    @Test
    void a_picture_alone_is_cut_out_by_the_defaults() throws IOException {
        RembgCall call = call("{\"image\": \"AQID\"}");

        assertThat(call.image()).containsExactly(1, 2, 3);
        assertThat(call.options()).isEqualTo(RemovalOptions.DEFAULT);
    }

    @Test
    void options_have_rembg_s_long_names() throws IOException {
        assertThat(
                        call("{\"image\": \"\", \"model\": \"u2net\", \"only_mask\": true,"
                                        + " \"post_process_mask\": true, \"putalpha\": true,"
                                        + " \"bgcolor\": [1, 2, 3, 4]}")
                                .options())
                .isEqualTo(
                        RemovalOptions.DEFAULT
                                .withModel("u2net", null)
                                .withOnlyMask(true)
                                .withPostProcessMask(true)
                                .withPutAlpha(true)
                                .withBackground(new Rgba(1, 2, 3, 4)));
    }

    @Test
    void what_is_null_counts_as_left_out() throws IOException {
        assertThat(
                        call("{\"image\": \"AQID\", \"model\": null, \"bgcolor\": null,"
                                        + " \"format\": null, \"quality\": null, \"lossless\": null}")
                                .options())
                .isEqualTo(RemovalOptions.DEFAULT);
    }

    @Test
    void the_result_s_format_is_ours_to_choose() throws IOException {
        assertThat(
                        call("{\"image\": \"AQID\", \"format\": \"webp\", \"quality\": 7}")
                                .options()
                                .output())
                .isEqualTo(new OutputFormat.Webp(7, false));
        assertThat(
                        call("{\"image\": \"AQID\", \"format\": \"webp\", \"lossless\": true}")
                                .options()
                                .output())
                .isEqualTo(new OutputFormat.Webp(OutputFormat.QUALITY, true));
        assertThat(
                        call("{\"image\": \"AQID\", \"format\": \"jpeg\", \"bgcolor\": [9, 8, 7, 255]}")
                                .options()
                                .output())
                .isEqualTo(new OutputFormat.Jpeg(OutputFormat.QUALITY, new Rgba(9, 8, 7, 255)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|image",
                "\"AQID\"|image",
                "{}|image",
                "{\"image\": null}|image",
                "{\"image\": 7}|image",
                "{\"image\": \"%%%\"}|image",
                "{\"image\": \"AQID\", \"model\": 7}|model",
                "{\"image\": \"AQID\", \"format\": \"tiff\"}|format",
                "{\"image\": \"AQID\", \"quality\": \"high\"}|quality",
                "{\"image\": \"AQID\", \"lossless\": \"yes\"}|lossless",
                "{\"image\": \"AQID\", \"only_mask\": \"yes\"}|only_mask",
                "{\"image\": \"AQID\", \"onlymask\": true}|onlymask",
            })
    void what_cannot_be_is_told_by_its_name(String json, String name) {
        assertThatThrownBy(() -> call(json))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining(name);
    }

    @Test
    void a_prompt_that_shows_nothing_is_told_by_its_name() {
        assertThatThrownBy(() -> call("{\"image\": \"AQID\", \"sam_prompt\": []}"))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("sam_prompt");
    }
}
