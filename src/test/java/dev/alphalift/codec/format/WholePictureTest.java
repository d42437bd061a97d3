package dev.alphalift.codec.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.codec.ImageDecoder;
import dev.alphalift.codec.ImageFormat;
import dev.alphalift.codec.ImageLimits;
import dev.alphalift.codec.OutputFormat;
import dev.alphalift.codec.PhotoFile;
import dev.alphalift.codec.png.PngCheck;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import dev.alphalift.testdata.TestData;
import dev.alphalift.testset.TestPicture;
import dev.alphalift.testset.TestSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WholePictureTest {
    private static final long SEED = 3;
    private static final Size SIZE = new Size(64, 48);
    private static final Pattern DAMAGED =
            Pattern.compile(
                    "checksum-wrong|cut-short|end-missing|stream-|truncated|header-twice|length-beyond");
    private static final OutputFormat PNG = new OutputFormat.Png();

    static List<OutputFormat> formats() {
        return List.of(
                PNG,
                new OutputFormat.Webp(90, false),
                new OutputFormat.Webp(90, true),
                new OutputFormat.Jpeg(90, OutputFormat.Jpeg.WHITE));
    }

    private static byte[] picture(OutputFormat format, boolean isMask) {
        TestPicture picture = TestSet.of(SEED, 1, SIZE).picture(0);
        try (Workers workers = new Workers(1)) {
            return Formats.encoder(workers)
                    .encode(
                            isMask ? picture.alpha() : picture.image(),
                            format,
                            null,
                            null,
                            Deadline.NONE);
        }
    }

    private static String flaw(OutputFormat format, boolean isMask, byte[] bytes)
            throws IOException {
        return new WholePicture(format, isMask, SIZE).flaw(new ByteArrayInputStream(bytes));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void what_is_written_here_is_whole(OutputFormat format) throws IOException {
        assertThat(flaw(format, false, picture(format, false))).isNull();
        assertThat(flaw(format, true, picture(format, true))).isNull();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void a_file_that_is_cut_off_anywhere_is_not_whole(OutputFormat format) throws IOException {
        byte[] whole = picture(format, false);
        Random random = new Random(SEED);
        for (int number = 0; number < 60; number++) {
            int length = number < 20 ? whole.length - 1 - number : random.nextInt(whole.length);
            assertThat(flaw(format, false, Arrays.copyOf(whole, length)))
                    .as("%s, %d of %d bytes", format, length, whole.length)
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void a_picture_of_another_size_or_kind_or_format_is_not_the_result(OutputFormat format)
            throws IOException {
        byte[] whole = picture(format, false);
        WholePicture other = new WholePicture(format, false, SIZE.transposed());

        assertThat(other.flaw(new ByteArrayInputStream(whole)))
                .isEqualTo("it measures 64x48 instead of 48x64.");
        assertThat(flaw(format, false, "text".getBytes())).isNotNull();
        assertThat(flaw(format, false, new byte[0])).isNotNull();
        OutputFormat another = format.equals(PNG) ? formats().getLast() : PNG;
        assertThat(flaw(another, false, whole)).startsWith("it is no ");
    }

    @Test
    void a_mask_is_no_cutout() throws IOException {
        OutputFormat jpeg = formats().getLast();

        assertThat(flaw(PNG, false, picture(PNG, true))).isEqualTo("it is a mask.");
        assertThat(flaw(jpeg, false, picture(jpeg, true))).isEqualTo("it is a mask.");
        assertThat(flaw(jpeg, true, picture(jpeg, false))).isEqualTo("it is no mask.");
    }

    @Test
    void any_bit_of_a_png_counts() throws IOException {
        byte[] whole = picture(PNG, false);
        Random random = new Random(SEED);
        for (int number = 0; number < 200; number++) {
            byte[] spoilt = whole.clone();
            int at = random.nextInt(whole.length);
            spoilt[at] ^= (byte) (1 << random.nextInt(8));

            assertThat(flaw(PNG, false, spoilt)).as("byte %d, seed %d", at, SEED).isNotNull();
        }
    }

    /// Good checksums around too few rows.
    @Test
    void a_png_with_fewer_rows_than_it_says_is_not_whole() throws IOException {
        byte[] spoilt = picture(PNG, false);
        ByteBuffer bytes = ByteBuffer.wrap(spoilt);
        bytes.putInt(20, SIZE.height() + 1);
        CRC32 crc = new CRC32();
        crc.update(spoilt, 12, 17);
        bytes.putInt(29, (int) crc.getValue());

        Size said = new Size(SIZE.width(), SIZE.height() + 1);
        assertThat(new WholePicture(PNG, false, said).flaw(new ByteArrayInputStream(spoilt)))
                .isEqualTo("it is damaged.");
    }

    /// Pillow's pictures, of all kinds and interlaced as well; those that it reads although they
    /// are damaged are none that are written here.
    @Test
    void pngs_of_all_kinds_are_whole_and_upright_sizes_are_those_of_the_decoded()
            throws IOException {
        int whole = 0;
        int files = 0;
        try (Workers workers = new Workers(1)) {
            ImageDecoder decoder = Formats.decoder(ImageLimits.DEFAULT, workers);
            for (Path path : pictures()) {
                PhotoFile file;
                try {
                    file = decoder.open(TestData.read(path));
                    Size decoded = file.decode(Deadline.NONE).image().size();
                    assertThat(file.uprightSize()).as(path.toString()).isEqualTo(decoded);
                } catch (AlphaliftException e) {
                    continue; // damaged on purpose
                }
                files++;
                if (file.format() == ImageFormat.PNG && !DAMAGED.matcher(path.toString()).find()) {
                    String flaw =
                            PngCheck.flaw(
                                    new ByteArrayInputStream(TestData.read(path)),
                                    false,
                                    file.size());
                    assertThat(flaw).as(path.toString()).isIn(null, "it is a mask.");
                    whole++;
                }
            }
        }
        assertThat(whole).isGreaterThan(20);
        assertThat(files).isGreaterThan(100);
    }

    private static List<Path> pictures() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String folder : List.of("formats", "bmp-gif-tiff")) {
            Path place = TestData.project().resolve("src/test/resources/pillow").resolve(folder);
            try (Stream<Path> files = Files.list(place)) {
                found.addAll(files.sorted().toList());
            }
        }
        return found;
    }
}
