package dev.alphalift.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.codec.format.Formats;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.fault.AlphaliftException.UnsupportedFormat;
import dev.alphalift.image.Workers;
import dev.alphalift.testdata.BoundedWork;
import dev.alphalift.testdata.HostileTiffs;
import dev.alphalift.testdata.TestData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Strips and tiles of TIFF files may lie in one place, go far beyond the picture, or have sizes
/// that no number holds.
class HostileTiffsTest {
    private static final ImageDecoder DECODER =
            Formats.decoder(ImageLimits.DEFAULT, new Workers(2));

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static List<String> all() {
        return new ArrayList<>(HostileTiffs.byHand().keySet());
    }

    private static Photo decode(byte[] bytes) {
        return BoundedWork.within(PATIENCE, "decoding", () -> DECODER.decode(bytes));
    }

    private static byte[] file(String name) {
        return HostileTiffs.byHand().get(name).get();
    }

    private static PhotoFile fixture(String name) {
        return DECODER.open(TestData.resource("pillow/" + name));
    }

    @ParameterizedTest
    @MethodSource("all")
    void each_ends_soon_in_a_picture_or_a_typed_fault(String name) {
        try {
            assertThat(decode(file(name)).image().samples()).isNotEmpty();
        } catch (AlphaliftException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tiff-of-a-vast-jpeg-tile",
                "tiff-of-a-jpeg-tile-for-a-pixel",
                "tiff-of-a-million-tiles",
                "tiff-of-endless-tiles",
                "tiff-of-wrapping-tiles"
            })
    void tiles_out_of_all_proportion_are_refused_before_they_are_decoded(String name) {
        assertThatThrownBy(() -> decode(file(name)))
                .isInstanceOf(UnsupportedFormat.class)
                .hasMessageContaining("tiles");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tiff-of-shared-clear-codes",
                "tiff-of-shared-empty-blocks",
                "tiff-of-reversed-planes"
            })
    void compressed_bytes_without_pixels_are_read_for_so_long_only(String name) {
        assertThatThrownBy(() -> decode(file(name)))
                .isInstanceOf(UnreadableImage.class)
                .hasMessageMatching(".*(cut off|damaged).*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tiff-of-few-shared-clear-codes",
                "tiff-of-few-shared-empty-blocks",
                "tiff-of-tiles-of-long-headers"
            })
    void compressed_bytes_count_each_time_that_they_are_read(String name) {
        assertThatThrownBy(() -> decode(file(name)))
                .isInstanceOf(UnreadableImage.class)
                .hasMessageContaining("longer than the file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiff-of-tiles-of-many-scans", "tiff-of-small-tiles-of-many-scans"})
    void scans_count_over_all_tiles(String name) {
        assertThatThrownBy(() -> decode(file(name)))
                .isInstanceOf(UnreadableImage.class)
                .hasMessageContaining("scans");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tiff-of-single-deflated-pixels",
                "tiff-of-small-jpeg-tiles",
                "tiff-of-facsimiles-of-a-row"
            })
    void as_many_tiles_as_there_may_be_are_read(String name) {
        assertThat(decode(file(name)).image().samples()).isNotEmpty();
    }

    @Test
    void shared_jpeg_tables_of_megabytes_are_refused() {
        assertThatThrownBy(() -> decode(file("tiff-of-large-jpeg-tables")))
                .isInstanceOf(UnreadableImage.class)
                .hasMessageContaining("tables");
    }

    @Test
    void planes_that_make_no_difference_are_not_read() {
        assertThat(decode(file("tiff-of-unused-planes")).image().size()).hasToString("16x16");
    }

    @Test
    void the_memory_for_progressive_inks_is_asked_for() {
        // 3 for the colours, 4 for the inks and 8 for libjpeg's coefficients, less the usual 12.
        assertThat(fixture("bmp-gif-tiff/tiff-jpeg-cmyk.tif").bytesAPixel()).isEqualTo(15);
        assertThat(fixture("bmp-gif-tiff/tiff-jpeg-rgb.tif").bytesAPixel()).isLessThanOrEqualTo(12);
        assertThat(fixture("bmp-gif-tiff/tiff-lzw-cmyk.tif").bytesAPixel()).isLessThanOrEqualTo(12);
        assertThat(fixture("formats/jpeg-progressive-420.jpg").bytesAPixel())
                .isLessThanOrEqualTo(12);
    }

    @Test
    void the_memory_for_a_tile_larger_than_its_picture_is_asked_for() {
        PhotoFile file = DECODER.open(file("tiff-of-the-largest-jpeg-tile"));

        assertThat(file.bytesAPixel()).isEqualTo(9 * 2048 * 2048 + 3);
    }

    @Test
    void the_memory_for_a_file_whose_bits_are_turned_round_is_asked_for() {
        byte[] bytes = file("tiff-of-reversed-planes");

        int more = DECODER.open(bytes).bytesAPixel() - 12;

        assertThat((12L + more) * 2048 * 2048).isGreaterThan(bytes.length + 3L * 2048 * 2048);
    }
}
