package dev.alphalift.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumTest {
    @TempDir private Path folder;

    /// The test vectors of RFC 1321 and FIPS 180-2.
    @ParameterizedTest
    @CsvSource({
        "MD5,'',d41d8cd98f00b204e9800998ecf8427e",
        "MD5,abc,900150983cd24fb0d6963f7d28e17f72",
        "SHA-256,'',e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "SHA-256,abc,ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    })
    void bytes_and_files_match_their_hash_and_no_other(String algorithm, String text, String hex)
            throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        byte[] others = (text + "!").getBytes(StandardCharsets.US_ASCII);
        Checksum checksum = new Checksum(algorithm, hex);

        assertThat(checksum.matches(bytes)).isTrue();
        assertThat(checksum.matches(others)).isFalse();
        assertThat(checksum.matches(Files.write(folder.resolve("same"), bytes))).isTrue();
        assertThat(checksum.matches(Files.write(folder.resolve("other"), others))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {65_535, 65_536, 65_537, 200_000})
    void a_file_of_several_pieces_is_read_to_its_end(int length) throws Exception {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        String hex = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        Path file = Files.write(folder.resolve("file"), bytes);

        assertThat(Checksum.md5(hex).matches(file)).isTrue();

        bytes[length - 1]++;
        assertThat(Checksum.md5(hex).matches(Files.write(file, bytes))).isFalse();
    }

    @Test
    void a_missing_file_is_an_error_and_no_mismatch() {
        Checksum checksum = Checksum.sha256("00");

        assertThatThrownBy(() -> checksum.matches(folder.resolve("missing")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void the_short_ways_to_make_one_name_the_algorithm() {
        assertThat(Checksum.md5("00")).isEqualTo(new Checksum("MD5", "00"));
        assertThat(Checksum.sha256("00")).isEqualTo(new Checksum("SHA-256", "00"));
    }
}
