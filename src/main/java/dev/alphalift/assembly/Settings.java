package dev.alphalift.assembly;

import dev.alphalift.codec.ImageLimits;
import dev.alphalift.file.ProcessWords;
import dev.alphalift.segment.Models;
import dev.alphalift.settings.Setting;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What an installation is set to, read from the environment once at the start.
///
/// @param limits `ALPHALIFT_MAX_PIXELS`, `ALPHALIFT_MAX_BYTES`, `ALPHALIFT_MAX_SIDE`
/// @param threads processors to use: `ALPHALIFT_THREADS`, else `OMP_NUM_THREADS` as rembg, else
///   what Lambda's memory size buys, else all there are
/// @param urlHosts `ALPHALIFT_URL_HOSTS` (with commas between): where the server may read pictures
///   from by their address; empty: from nowhere
/// @param offeredModels `ALPHALIFT_OFFERED_MODELS` (with commas between): what the server may be
///   asked for; empty: all that are here
/// @param apiKeys `ALPHALIFT_API_KEYS` (with commas between): callers must show one; empty: no
///   check
/// @param removeBgSize `ALPHALIFT_REMOVEBG_SIZE`: how large results are where a call of remove.bg's
///   interface names no size
/// @param clients how those who call the server are told apart and what each may do
/// @param load `ALPHALIFT_PICTURE_MEMORY` (bytes; default: what the machine's memory allows),
///   `ALPHALIFT_MAX_WAITING`, `ALPHALIFT_TIMEOUT` (seconds), `ALPHALIFT_MAX_MODELS` (in memory)
/// @param model `ALPHALIFT_MODEL`: what a function uses where a call names no model
/// @param environment all variables, for the model folders
/// @param userHome what `~` stands for
public record Settings(
        ImageLimits limits,
        int threads,
        Load load,
        List<String> urlHosts,
        List<String> offeredModels,
        List<String> apiKeys,
        String removeBgSize,
        ClientSettings clients,
        String model,
        Map<String, String> environment,
        Path userHome) {
    private static final List<String> MODEL_HOMES =
            List.of(
                    Setting.REMBG_HOME.variable(),
                    Setting.U2NET_HOME.variable(),
                    Setting.XDG_DATA_HOME.variable());

    public Settings {
        urlHosts = List.copyOf(urlHosts);
        offeredModels = List.copyOf(offeredModels);
        apiKeys = List.copyOf(apiKeys);
        environment = Map.copyOf(environment);
    }

    /// The settings of this process.
    public static Settings ofProcess() {
        return of(ProcessWords.environment());
    }

    /// The settings that an environment describes, in the home folder of this process.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.InvalidOption if a variable holds no sensible
    ///   number
    public static Settings of(Map<String, String> environment) {
        return of(environment, PipelineSettings.userHome(environment));
    }

    /// The settings that an environment describes.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.InvalidOption if a variable holds no sensible
    ///   number
    public static Settings of(Map<String, String> environment, Path userHome) {
        PipelineSettings pipeline = PipelineSettings.of(environment, userHome);
        return new Settings(
                pipeline.limits(),
                pipeline.threads(),
                pipeline.load(),
                Setting.URL_HOSTS.list(environment),
                Setting.OFFERED_MODELS.list(environment),
                apiKeys(environment),
                Setting.REMOVEBG_SIZE.text(environment),
                ClientSettings.of(environment),
                Models.named(Setting.MODEL.text(environment)).name(),
                withModelHome(environment),
                userHome);
    }

    /// What of this a pipeline is made of.
    PipelineSettings pipeline() {
        return new PipelineSettings(limits, threads, load, environment, userHome);
    }

    /// The same with another value of a variable.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.InvalidOption if it makes no sense
    public Settings with(Setting setting, String value) {
        Map<String, String> changed = new HashMap<>(environment);
        changed.put(setting.variable(), value);
        return of(changed, userHome);
    }

    /// Whether the page for people is served: `ALPHALIFT_PAGE`.
    ///
    /// @param usually where it is not set
    /// @throws dev.alphalift.fault.AlphaliftException.InvalidOption if it says neither
    public boolean showsPage(boolean usually) {
        String text = Setting.PAGE.text(environment);
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "" -> usually;
            case "on" -> true;
            case "off" -> false;
            default -> throw Setting.PAGE.refused(text, "it must be on or off.");
        };
    }

    /// In Lambda there is no home folder, and what is fetched can only be put into the temporary
    /// one.
    private static Map<String, String> withModelHome(Map<String, String> environment) {
        boolean fetchesInLambda =
                environment.containsKey("LAMBDA_TASK_ROOT")
                        && !Setting.MODELS_URL.text(environment).isEmpty();
        if (!fetchesInLambda || MODEL_HOMES.stream().anyMatch(environment::containsKey)) {
            return environment;
        }
        Map<String, String> more = new HashMap<>(environment);
        more.put(
                MODEL_HOMES.getFirst(),
                Path.of(System.getProperty("java.io.tmpdir"), "alphalift").toString());
        return more;
    }

    /// Without any key everybody may call; that must not come of a slip.
    private static List<String> apiKeys(Map<String, String> environment) {
        List<String> keys = Setting.API_KEYS.list(environment);
        boolean isSet = !environment.getOrDefault(Setting.API_KEYS.variable(), "").isEmpty();
        if (isSet && keys.isEmpty()) {
            throw Setting.API_KEYS.refused("", "there is no key in it.\nMaybe remove it.");
        }
        return keys;
    }
}
