package dev.alphalift.assembly;

import dev.alphalift.codec.ImageLimits;
import dev.alphalift.file.FileNames;
import dev.alphalift.file.ProcessWords;
import dev.alphalift.segment.ExecutionProvider;
import dev.alphalift.segment.Models;
import dev.alphalift.settings.Setting;
import dev.alphalift.settings.WholeNumber;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
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
    /// Lambda gives one processor for each of these megabytes, whatever number it shows.
    private static final double MEGABYTES_A_PROCESSOR = 1769;

    private static final String LAMBDA_MEGABYTES = "AWS_LAMBDA_FUNCTION_MEMORY_SIZE";
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
        return of(environment, userHome(environment, System.getProperty("user.home", ".")));
    }

    /// What `~` stands for: as in Python `HOME` wins over the user's entry in the system's list,
    /// save on Windows. Java itself asks the list first.
    static Path userHome(Map<String, String> environment, String fallback) {
        String home = environment.get("HOME");
        boolean windows = File.separatorChar == '\\';
        return FileNames.path(home == null || home.isEmpty() || windows ? fallback : home);
    }

    /// The settings that an environment describes.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.InvalidOption if a variable holds no sensible
    ///   number
    public static Settings of(Map<String, String> environment, Path userHome) {
        ImageLimits limits =
                new ImageLimits(
                        Setting.MAX_PIXELS.number(environment),
                        Setting.MAX_BYTES.number(environment),
                        (int) Setting.MAX_SIDE.number(environment));
        int threads = threads(environment);
        providers(environment); // what is none is told here
        return new Settings(
                limits,
                threads,
                load(environment, threads),
                Setting.URL_HOSTS.list(environment),
                Setting.OFFERED_MODELS.list(environment),
                apiKeys(environment),
                Setting.REMOVEBG_SIZE.text(environment),
                ClientSettings.of(environment),
                Models.named(Setting.MODEL.text(environment)).name(),
                withModelHome(environment),
                userHome);
    }

    /// What runs the models, what is wanted most first: `ALPHALIFT_PROVIDER` (with commas between).
    public List<ExecutionProvider> providers() {
        return providers(environment);
    }

    private static List<ExecutionProvider> providers(Map<String, String> environment) {
        return ExecutionProvider.named(
                Setting.PROVIDER.variable(), Setting.PROVIDER.list(environment));
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

    private static Load load(Map<String, String> environment, int threads) {
        long machine = Load.machineBytes();
        long lambda = lambdaMegabytes(environment);
        if (lambda > 0) {
            machine = Math.min(machine, lambda << 20);
        }
        long bytes = Load.pictureBytes(machine, Runtime.getRuntime().maxMemory());
        return new Load(
                Setting.PICTURE_MEMORY.number(environment, bytes - bytes / Load.PARTS),
                bytes / Load.PARTS,
                // While one picture has the model, others are decoded or encoded.
                Math.max(2, threads),
                (int) Setting.MAX_WAITING.number(environment),
                Duration.ofSeconds(Setting.TIMEOUT.number(environment)),
                (int) Setting.MAX_MODELS.number(environment));
    }

    private static int threads(Map<String, String> environment) {
        int available = Runtime.getRuntime().availableProcessors();
        long megabytes = lambdaMegabytes(environment);
        if (megabytes > 0) {
            long bought = Math.round(megabytes / MEGABYTES_A_PROCESSOR);
            available = Math.clamp(bought, 1, available);
        }
        long threads = Setting.OMP_NUM_THREADS.number(environment, available);
        return (int) Setting.THREADS.number(environment, threads);
    }

    /// Memory that the function has; 0: this is none.
    private static long lambdaMegabytes(Map<String, String> environment) {
        return WholeNumber.of(
                LAMBDA_MEGABYTES, environment.get(LAMBDA_MEGABYTES), 0, Integer.MAX_VALUE);
    }
}
