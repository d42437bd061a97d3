package dev.alphalift.assembly;

import dev.alphalift.store.ObjectAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the functions are set to beside [Settings]: how they answer web calls, and what they tell.
///
/// @param results `ALPHALIFT_RESULTS`: an `s3://` folder for results that are too long to be sent
///   back; null: such results are refused
/// @param resultsValidity `ALPHALIFT_RESULTS_SECONDS`: how long those can be fetched
/// @param failedSamples `ALPHALIFT_FAILED_SAMPLES`: an `s3://` folder for pictures that could not
///   be worked on; null: they are not kept
/// @param evaluations `ALPHALIFT_EVALUATIONS`: an `s3://` folder for reports of evaluations and
///   benchmarks for which a call names no place; null: there is none
/// @param corsOrigins `ALPHALIFT_CORS_ORIGINS` (with commas between, or `*`): pages that may call
/// @param metricsNamespace `ALPHALIFT_METRICS_NAMESPACE`: CloudWatch's namespace; empty: no metrics
public record WebSettings(
        @Nullable ObjectAddress results,
        Duration resultsValidity,
        @Nullable ObjectAddress failedSamples,
        @Nullable ObjectAddress evaluations,
        List<String> corsOrigins,
        String metricsNamespace) {
    private static final String RESULTS = "ALPHALIFT_RESULTS";
    private static final String FAILED_SAMPLES = "ALPHALIFT_FAILED_SAMPLES";
    private static final int SECONDS = 900;

    public WebSettings {
        corsOrigins = List.copyOf(corsOrigins);
    }

    /// The settings that an environment describes.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.InvalidOption if a variable makes no sense
    public static WebSettings of(Map<String, String> environment) {
        return new WebSettings(
                folder(environment, RESULTS),
                Duration.ofSeconds(
                        Settings.number(environment, "ALPHALIFT_RESULTS_SECONDS", SECONDS)),
                folder(environment, FAILED_SAMPLES),
                folder(environment, "ALPHALIFT_EVALUATIONS"),
                Settings.list(environment.getOrDefault("ALPHALIFT_CORS_ORIGINS", "")),
                environment.getOrDefault("ALPHALIFT_METRICS_NAMESPACE", "Alphalift").strip());
    }

    private static @Nullable ObjectAddress folder(
            Map<String, String> environment, String variable) {
        String text = environment.getOrDefault(variable, "");
        return text.isBlank() ? null : ObjectAddress.of(variable, text);
    }
}
