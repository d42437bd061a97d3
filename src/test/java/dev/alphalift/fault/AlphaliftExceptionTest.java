package dev.alphalift.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.fault.AlphaliftException.Busy;
import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.AlphaliftException.Forbidden;
import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.fault.AlphaliftException.InferenceFailed;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.ModelUnavailable;
import dev.alphalift.fault.AlphaliftException.NotAvailable;
import dev.alphalift.fault.AlphaliftException.ResultTooLarge;
import dev.alphalift.fault.AlphaliftException.SizeMismatch;
import dev.alphalift.fault.AlphaliftException.SourceMissing;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import dev.alphalift.fault.AlphaliftException.Unauthorized;
import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.fault.AlphaliftException.UnsupportedFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlphaliftExceptionTest {
    private static final Exception CAUSE = new Exception("the cause");

    private static List<AlphaliftException> faults() {
        return List.of(
                new UnreadableImage("unreadable", CAUSE),
                new UnsupportedFormat("HEIC", "unsupported"),
                new ImageTooLarge("pixels", 60_000_000, 50_000_000),
                new InvalidOption("-af", "300", "it must lie in 0 to 255."),
                new NotAvailable("The model sam", "it needs prompts."),
                new ModelUnavailable("u2net", "missing", CAUSE),
                new InferenceFailed("failed", CAUSE),
                new Busy(Duration.ofSeconds(3)),
                new DeadlineExceeded(Duration.ofSeconds(3)),
                new Forbidden("http://127.0.0.1/", "it is private."),
                new SourceUnavailable("https://example.org/a", "gone.", CAUSE),
                new TargetUnavailable("/no/where", "full.", CAUSE),
                new Unauthorized("X-Api-Key"),
                new ResultTooLarge(7_000_000, 6_000_000, "ask for WebP."),
                new SourceMissing("s3://in/a.jpg", CAUSE),
                new SizeMismatch("prediction", "2x2", "3x2"));
    }

    /// Programs rely on these: a change breaks them.
    @Test
    void codes_and_what_can_be_tried_again_stay_as_they_are() {
        Map<String, Boolean> retryable = new TreeMap<>();
        faults().forEach(fault -> retryable.put(fault.code(), fault.retryable()));

        assertThat(retryable)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.ofEntries(
                                Map.entry("unreadable_image", false),
                                Map.entry("unsupported_format", false),
                                Map.entry("image_too_large", false),
                                Map.entry("invalid_option", false),
                                Map.entry("not_available", false),
                                Map.entry("model_unavailable", false),
                                Map.entry("forbidden_address", false),
                                Map.entry("unauthorized", false),
                                Map.entry("result_too_large", false),
                                Map.entry("source_missing", false),
                                Map.entry("size_mismatch", false),
                                Map.entry("busy", true),
                                Map.entry("deadline_exceeded", true),
                                Map.entry("inference_failed", true),
                                Map.entry("source_unavailable", true),
                                Map.entry("target_unavailable", true)));
    }

    @Test
    void every_kind_of_fault_is_in_this_test() {
        List<Class<?>> kinds = new ArrayList<>();
        faults().forEach(fault -> kinds.add(fault.getClass()));

        assertThat(kinds).containsExactlyInAnyOrderElementsOf(kindsOf(AlphaliftException.class));
    }

    private static List<Class<?>> kindsOf(Class<?> type) {
        Class<?>[] below = type.getPermittedSubclasses();
        return below == null
                ? List.of(type)
                : Stream.of(below).flatMap(kind -> kindsOf(kind).stream()).toList();
    }

    @Test
    void messages_carry_the_name_and_the_value() {
        assertThat(new InvalidOption("-af", "300", "it must lie in 0 to 255."))
                .hasMessage("The option -af cannot be \"300\": it must lie in 0 to 255.");
        assertThat(new NotAvailable("The model sam", "it needs prompts."))
                .hasMessage("The model sam is not available: it needs prompts.");
        assertThat(new SourceUnavailable("https://example.org/a", "gone.", null))
                .hasMessage("Cannot read https://example.org/a: gone.")
                .hasNoCause();
        assertThat(new TargetUnavailable("/no/where", "full.", CAUSE))
                .hasMessage("Cannot write /no/where: full.")
                .hasCause(CAUSE);
        assertThat(new ImageTooLarge("pixels", 60_000_000, 50_000_000).getMessage().lines())
                .hasSize(2)
                .first()
                .asString()
                .isEqualTo("The picture has 60,000,000 pixels; the limit is 50,000,000.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "de",
                "fr-CH",
                "tr-TR",
                "ar-EG",
                "fa",
                "hi-u-nu-deva",
                "th-u-ca-buddhist-nu-thai"
            })
    void numbers_have_one_form_whatever_the_language_of_the_machine(String language) {
        List<String> said = faults().stream().map(Throwable::getMessage).toList();
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(language));
        try {
            assertThat(faults()).extracting(Throwable::getMessage).isEqualTo(said);
            assertThat(new ImageTooLarge("pixels", 60_000_000, 50_000_000))
                    .hasMessageStartingWith(
                            "The picture has 60,000,000 pixels; the limit is 50,000,000.");
            assertThat(new DeadlineExceeded(Duration.ofMillis(2500)))
                    .hasMessage("The picture was not done within 2.5 s.");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void a_value_of_megabytes_is_shortened_in_the_message_only() {
        String value = "a".repeat(2_000_000);

        InvalidOption fault = new InvalidOption("extras", value, "it is no JSON.");

        assertThat(fault.getMessage()).hasSizeLessThan(300).endsWith(": it is no JSON.");
        assertThat(fault.value()).isEqualTo(value);
    }

    @Test
    void what_a_program_needs_can_be_asked_for() {
        ImageTooLarge large = new ImageTooLarge("bytes", 2, 1);

        assertThat(large.measure()).isEqualTo("bytes");
        assertThat(large.value()).isEqualTo(2);
        assertThat(large.limit()).isEqualTo(1);
        assertThat(new InvalidOption("-af", "300", "").option()).isEqualTo("-af");
        assertThat(new NotAvailable("it", "so.").what()).isEqualTo("it");
        assertThat(new ModelUnavailable("u2net", "").model()).isEqualTo("u2net");
        assertThat(new UnsupportedFormat("HEIC", "").format()).isEqualTo("HEIC");
        assertThat(new SourceUnavailable("a", "", null).address()).isEqualTo("a");
        assertThat(new TargetUnavailable("b", "", null).address()).isEqualTo("b");
    }
}
