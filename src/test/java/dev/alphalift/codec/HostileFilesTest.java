package dev.alphalift.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.alphalift.codec.format.Formats;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.fault.AlphaliftException.UnsupportedFormat;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Workers;
import dev.alphalift.testdata.BoundedWork;
import dev.alphalift.testdata.HostileFiles;
import dev.alphalift.testdata.TestData;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Small files that promise or demand a lot: each ends soon, in a picture or a typed fault.
class HostileFilesTest {
    private static final ImageDecoder DECODER =
            Formats.decoder(ImageLimits.DEFAULT, new Workers(2));

    /// The limit that the whole product keeps; all of these take a fraction of it.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static Photo decode(byte[] bytes) {
        return BoundedWork.within(PATIENCE, "decoding", () -> DECODER.decode(bytes));
    }

    private static byte[] fixture(String name) {
        return TestData.resource("pillow/" + name);
    }

    /// Bytes that this thread has ever allocated.
    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    @Test
    void a_gif_of_26_bytes_and_half_a_gigapixel_is_refused_by_its_header() {
        assertThat(HostileFiles.gifBomb()).hasSize(26);
        assertThatThrownBy(() -> decode(HostileFiles.gifBomb())).isInstanceOf(ImageTooLarge.class);
    }

    @Test
    void a_gif_of_nothing_but_clear_codes_ends_soon() {
        assertThatThrownBy(() -> decode(HostileFiles.gifOfClearCodes()))
                .isInstanceOf(UnreadableImage.class);
    }

    @Test
    void a_bmp_without_the_pixels_that_it_claims_is_refused_before_they_are_allocated() {
        assertThatThrownBy(() -> decode(HostileFiles.bmpWithoutPixels()))
                .isInstanceOf(UnreadableImage.class)
                .hasMessageContaining("cut off");
    }

    @Test
    void a_bmp_of_minimal_height_is_refused() {
        assertThatThrownBy(() -> decode(HostileFiles.bmpOfMinimalHeight()))
                .isInstanceOf(UnreadableImage.class);
    }

    @Test
    void tiff_directories_in_a_circle_do_no_harm() {
        assertThat(decode(fixture("bmp-gif-tiff/tiff-pages-itself-next.tif")).image().size())
                .hasToString("19x13");
        assertThat(decode(fixture("bmp-gif-tiff/tiff-pages-in-a-circle.tif")).image().size())
                .hasToString("19x13");
    }

    @Test
    void a_tiff_with_billions_of_strips_is_read_for_those_it_needs() {
        assertThat(decode(HostileFiles.tiffOfBillionsOfStrips()).image().size())
                .hasToString("16x16");
    }

    @Test
    void a_tiff_that_claims_more_pixels_than_allowed_is_refused_by_its_header() {
        assertThatThrownBy(() -> decode(HostileFiles.tiffOfTooManyPixels()))
                .isInstanceOf(ImageTooLarge.class);
    }

    @Test
    void a_tiff_of_absurd_tiles_is_refused() {
        assertThatThrownBy(() -> decode(HostileFiles.tiffOfAbsurdTiles()))
                .isInstanceOf(UnsupportedFormat.class);
    }

    @Test
    void tiff_strips_that_each_lead_through_the_whole_file_end_soon() {
        assertThatThrownBy(() -> decode(HostileFiles.tiffOfOverlappingStrips()))
                .isInstanceOf(UnreadableImage.class);
    }

    @Test
    void a_raw_camera_file_is_not_taken_for_its_preview() {
        assertThatThrownBy(() -> decode(HostileFiles.rawCameraFile()))
                .isInstanceOf(UnsupportedFormat.class)
                .hasMessageContaining("raw camera");
    }

    @Test
    void a_large_progressive_jpeg_of_many_nearly_empty_scans_is_refused() {
        assertThatThrownBy(() -> decode(HostileFiles.jpegOfManyLargeScans()))
                .isInstanceOf(UnreadableImage.class)
                .hasMessageContaining("scans");
    }

    @Test
    void a_small_jpeg_of_thousands_of_scans_is_refused() {
        assertThatThrownBy(() -> decode(HostileFiles.jpegOfThousandsOfScans()))
                .hasMessageContaining("scans");
    }

    @Test
    void png_chunks_that_each_swell_end_soon() {
        assertThat(decode(HostileFiles.pngOfSwellingChunks()).image().samples()).isNotEmpty();
    }

    @Test
    void a_png_of_compressed_chunks_that_swell_to_nothing_ends_soon() {
        assertThat(decode(HostileFiles.pngOfChunksOfNothing()).image().samples()).isNotEmpty();
    }

    @Test
    void a_png_of_millions_of_chunks_ends_soon() {
        assertThat(decode(HostileFiles.pngOfMillionsOfChunks()).image()).isNotNull();
        assertThat(decode(HostileFiles.pngOfMillionsOfDataChunks()).image()).isNotNull();
    }

    @Test
    void a_png_of_millions_of_chunks_of_one_byte_ends_soon() {
        assertThat(decode(HostileFiles.pngOfPixelsByteByByte()).image().size()).hasToString("4x4");
    }

    @Test
    void metadata_of_megabytes_are_passed_over_before_they_are_copied() {
        byte[] png = HostileFiles.pngOfLargeRawProfile();
        byte[] webp = HostileFiles.webpOfLargeMetadata();
        DECODER.open(fixture("formats/png-orientation-6-raw-profile.png"));
        DECODER.open(fixture("formats/webp-icc-display-p3-orientation-6.webp"));

        long before = allocated();
        DECODER.open(png);
        DECODER.open(webp);

        assertThat(allocated() - before).isLessThan(1 << 20);
    }

    @Test
    void a_jpeg_of_megabytes_of_tables_is_refused() {
        assertThatThrownBy(() -> decode(HostileFiles.jpegOfTables()))
                .isInstanceOf(UnreadableImage.class)
                .hasMessageContaining("tables");
    }

    @Test
    void a_png_whose_pixels_swell_far_beyond_the_picture_is_read_no_further() {
        assertThat(decode(HostileFiles.pngOfSwellingPixels()).image().size()).hasToString("4x4");
    }

    @Test
    void a_deadline_ends_every_decoder() {
        Deadline over = Deadline.after(Duration.ZERO);

        for (String name :
                List.of(
                        "bmp-palette-4.bmp",
                        "bmp-runs-8.bmp",
                        "gif-depth-4.gif",
                        "tiff-big-lzw.tif",
                        "tiff-group4.tif")) {
            PhotoFile file = DECODER.open(fixture("bmp-gif-tiff/" + name));
            assertThatThrownBy(() -> file.decode(over))
                    .as(name)
                    .isInstanceOf(DeadlineExceeded.class)
                    .isInstanceOf(AlphaliftException.class);
        }
    }
}
