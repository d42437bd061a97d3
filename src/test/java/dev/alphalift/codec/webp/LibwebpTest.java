package dev.alphalift.codec.webp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.codec.ImageDecoder;
import dev.alphalift.codec.ImageLimits;
import dev.alphalift.codec.format.Formats;
import dev.alphalift.codec.webp.Libwebp.Loading;
import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.fault.AlphaliftException.NotAvailable;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibwebpTest {
    private static final String OS = System.getProperty("os.name");
    private static final String PROCESSOR = System.getProperty("os.arch");

    @Test
    void the_library_is_of_the_version_that_was_checked() {
        assertThat(Libwebp.get().version()).isEqualTo("1.5.0");
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64",
        "Linux, aarch64",
        "Mac OS X, x86_64",
        "Mac OS X, aarch64",
    })
    void the_program_holds_the_library_for(String osName, String osArch) {
        String resource = LibwebpFile.of(osName, osArch).resource();

        assertThat(TestData.resource(resource.substring(1))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Windows 11, amd64", "Linux, riscv64", "SunOS, amd64"})
    void a_machine_without_a_library_is_told_so_when_it_is_needed(String osName, String osArch) {
        Loading loading = Libwebp.load(osName, osArch, null);

        assertThatThrownBy(loading::library)
                .isInstanceOf(NotAvailable.class)
                .hasMessageContaining("WebP on this machine is not available")
                .hasMessageContaining(osName);
    }

    @Test
    void a_library_is_taken_from_a_folder(@TempDir Path folder) throws IOException {
        LibwebpFile file = LibwebpFile.of(OS, PROCESSOR);
        Files.write(folder.resolve(file.name()), TestData.resource(file.resource().substring(1)));

        assertThat(Libwebp.load(OS, PROCESSOR, folder.toString()).library().version())
                .isEqualTo(Libwebp.get().version());
    }

    @Test
    void a_library_that_is_missing_is_named(@TempDir Path folder) {
        Loading missing = Libwebp.load(OS, PROCESSOR, folder.toString());

        // One that is cut off is not tried: the dynamic linker ends the process over it.
        assertThatThrownBy(missing::library)
                .isInstanceOf(NotAvailable.class)
                .hasMessageContaining("alphalift.libwebp.path");
    }

    @Test
    void the_size_is_known_and_limited_before_anything_is_decoded() {
        byte[] huge = TestData.resource("pillow/formats/webp-canvas-too-many-pixels.webp");
        byte[] small = TestData.resource("pillow/formats/webp-17x33-lossy.webp");
        ImageDecoder strict =
                Formats.decoder(new ImageLimits(17 * 33 - 1, 1 << 20, 100), new Workers(1));

        assertThat(new WebpDecoder(small).size()).isEqualTo(new Size(17, 33));
        assertThatThrownBy(() -> strict.open(small)).isInstanceOf(ImageTooLarge.class);
        assertThatThrownBy(() -> strict.open(huge)).hasMessageContaining("16383x16383");
    }

    @Test
    void nothing_is_decoded_for_one_who_waits_no_more() {
        byte[] file = TestData.resource("pillow/formats/webp-lossy.webp");
        WebpDecoder decoder = new WebpDecoder(file);

        assertThatThrownBy(() -> decoder.decode(new Workers(1), Deadline.after(Duration.ZERO)))
                .isInstanceOf(DeadlineExceeded.class);
    }
}
