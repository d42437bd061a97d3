package dev.alphalift.assembly;

import dev.alphalift.settings.Setting;
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
    public WebSettings {
        corsOrigins = List.copyOf(corsOrigins);
    }

    /// The settings that an environment describes.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.InvalidOption if a variable makes no sense
    public static WebSettings of(Map<String, String> environment) {
        return new WebSettings(
                folder(environment, Setting.RESULTS),
                Duration.ofSeconds(Setting.RESULTS_SECONDS.number(environment)),
                folder(environment, Setting.FAILED_SAMPLES),
                folder(environment, Setting.EVALUATIONS),
                Setting.CORS_ORIGINS.list(environment),
                metricsNamespace(environment));
    }

    private static @Nullable ObjectAddress folder(
            Map<String, String> environment, Setting setting) {
        String text = setting.text(environment);
        return text.isEmpty() ? null : ObjectAddress.of(setting.variable(), text);
    }

    /// Set to nothing, it is nothing: there are no metrics.
    private static String metricsNamespace(Map<String, String> environment) {
        Setting setting = Setting.METRICS_NAMESPACE;
        return environment.getOrDefault(setting.variable(), setting.text(environment)).strip();
    }
}
