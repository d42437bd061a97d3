package dev.alphalift.assembly;

import dev.alphalift.codec.ImageLimits;
import dev.alphalift.file.FileNames;
import dev.alphalift.image.Workers;
import dev.alphalift.pipeline.Admission;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.ModelNotice;
import dev.alphalift.segment.ExecutionProvider;
import dev.alphalift.segment.ModelFolders;
import dev.alphalift.segment.onnx.OnnxProviders;
import dev.alphalift.segment.onnx.OnnxSegmenter;
import dev.alphalift.settings.Setting;
import dev.alphalift.settings.WholeNumber;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What a pipeline is set to, be it a program's or the Java library's: the part of [Settings] that
/// both have.
///
/// @param limits what a picture may measure
/// @param threads processors to use
/// @param load how much is taken on at once
/// @param environment all variables, for the model folders
/// @param userHome what `~` stands for
public record PipelineSettings(
        ImageLimits limits,
        int threads,
        Load load,
        Map<String, String> environment,
        Path userHome) {
    /// Lambda gives one processor for each of these megabytes, whatever number it shows.
    private static final double MEGABYTES_A_PROCESSOR = 1769;

    private static final String LAMBDA_MEGABYTES = "AWS_LAMBDA_FUNCTION_MEMORY_SIZE";

    public PipelineSettings {
        environment = Map.copyOf(environment);
    }

    /// The settings that an environment describes, in the home folder of this process.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.InvalidOption if a variable holds no sensible
    ///   number
    public static PipelineSettings of(Map<String, String> environment) {
        return of(environment, userHome(environment));
    }

    /// The settings that an environment describes.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.InvalidOption if a variable holds no sensible
    ///   number
    static PipelineSettings of(Map<String, String> environment, Path userHome) {
        ImageLimits limits =
                new ImageLimits(
                        Setting.MAX_PIXELS.number(environment),
                        Setting.MAX_BYTES.number(environment),
                        (int) Setting.MAX_SIDE.number(environment));
        int threads = threads(environment);
        providers(environment); // what is none is told here
        return new PipelineSettings(
                limits, threads, load(environment, threads), environment, userHome);
    }

    /// A working pipeline; the caller closes it.
    ///
    /// @param onLoad told of each model when it has been loaded
    public BackgroundRemover backgroundRemover(Admission admission, Consumer<ModelNotice> onLoad) {
        NativeLibraries.announce(environment);
        return new BackgroundRemover(
                limits,
                admission,
                load.models(),
                modelFolders(),
                OnnxSegmenter.loader(threads, onnxProviders()),
                new Workers(threads),
                onLoad);
    }

    /// What runs the models, what is wanted most first: `ALPHALIFT_PROVIDER` (with commas between).
    OnnxProviders onnxProviders() {
        return OnnxProviders.of(providers(environment));
    }

    private static List<ExecutionProvider> providers(Map<String, String> environment) {
        return ExecutionProvider.named(
                Setting.PROVIDER.variable(), Setting.PROVIDER.list(environment));
    }

    ModelFolders modelFolders() {
        return new ModelFolders(environment, userHome);
    }

    static Path userHome(Map<String, String> environment) {
        return userHome(environment, System.getProperty("user.home", "."));
    }

    /// What `~` stands for: as in Python `HOME` wins over the user's entry in the system's list,
    /// save on Windows. Java itself asks the list first.
    static Path userHome(Map<String, String> environment, String fallback) {
        String home = environment.get("HOME");
        boolean windows = File.separatorChar == '\\';
        return FileNames.path(home == null || home.isEmpty() || windows ? fallback : home);
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
