package dev.alphalift.assembly;

import dev.alphalift.codec.ImageLimits;
import dev.alphalift.eval.composite.PerceptualDistance;
import dev.alphalift.eval.scorecard.Scorecard;
import dev.alphalift.evaluation.Evaluations;
import dev.alphalift.fetch.AllowedHosts;
import dev.alphalift.fetch.Download;
import dev.alphalift.fetch.GuardedReader;
import dev.alphalift.fetch.ReadingRules;
import dev.alphalift.file.FileNames;
import dev.alphalift.image.Workers;
import dev.alphalift.pipeline.Admission;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.ModelNotice;
import dev.alphalift.segment.onnx.OnnxPerceptualDistance;
import dev.alphalift.settings.Setting;
import dev.alphalift.settings.UnknownVariables;
import dev.alphalift.store.ObjectStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Puts the parts together for a set of settings.
public final class Assembly {
    private static final Duration SPARE = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    /// The most that one array holds, and a little less.
    private static final int MOST_URL_BYTES = Integer.MAX_VALUE - 16;

    private final Settings settings;

    public Assembly(Settings settings) {
        this.settings = settings;
        NativeLibraries.announce(settings.environment());
    }

    /// A working pipeline; the caller closes it.
    ///
    /// @param onLoad told of each model when it has been loaded
    /// @throws dev.alphalift.fault.AlphaliftException.NotAvailable if the models cannot run on what
    ///   the settings wish for
    public BackgroundRemover backgroundRemover(Consumer<ModelNotice> onLoad) {
        return backgroundRemover(settings.load().admission(), onLoad);
    }

    /// A working pipeline behind a given admission; the caller closes it.
    ///
    /// @param onLoad told of each model when it has been loaded
    public BackgroundRemover backgroundRemover(Admission admission, Consumer<ModelNotice> onLoad) {
        return settings.pipeline().backgroundRemover(admission, onLoad);
    }

    /// What runs the models here, with commas between.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.NotAvailable if nothing of what the settings
    ///   wish for is there
    public String provider() {
        return settings.pipeline().onnxProviders().words();
    }

    /// The same parts with another value of a variable.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.InvalidOption if it makes no sense
    public Assembly with(Setting setting, String value) {
        return new Assembly(settings.with(setting, value));
    }

    /// What scores pairs with a pipeline; the caller closes it, and before the pipeline.
    ///
    /// @param lpipsModel the file of a model that computes LPIPS; null: it is not taken
    /// @throws dev.alphalift.fault.AlphaliftException.ModelUnavailable if that cannot be used
    public Evaluations evaluations(BackgroundRemover remover, @Nullable String lpipsModel) {
        PerceptualDistance perception =
                lpipsModel == null
                        ? null
                        : OnnxPerceptualDistance.load(
                                FileNames.path(lpipsModel), settings.threads());
        return new Evaluations(
                remover,
                new Scorecard(BackgroundScene.load(remover.decoder()), perception),
                lpipsModel == null ? null : FileNames.printable(lpipsModel),
                new Workers(settings.threads()),
                places(),
                Program.version());
    }

    /// The model files of this machine; `ALPHALIFT_MODELS_URL` names a mirror of the published
    /// ones.
    public ModelShelf modelShelf() {
        return modelShelf(null);
    }

    /// The same; the mirror may be an address of a store.
    ///
    /// @param store reads from it, null where there is none
    public ModelShelf modelShelf(@Nullable ObjectStore store) {
        return new ModelShelf(
                settings.pipeline().modelFolders(),
                new Download(SILENCE),
                store,
                settings.environment().get(Setting.MODELS_URL.variable()));
    }

    /// Whether the page for people is served.
    ///
    /// @param usually where no setting says so
    /// @throws dev.alphalift.fault.AlphaliftException.InvalidOption if one says neither
    public boolean showsPage(boolean usually) {
        return settings.showsPage(usually);
    }

    /// What reads pictures from addresses that clients send; null where that is not allowed.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.InvalidOption if an allowed host is none
    public @Nullable GuardedReader urlReader() {
        if (settings.urlHosts().isEmpty()) {
            return null;
        }
        int bytes = (int) Math.min(settings.limits().bytes(), MOST_URL_BYTES);
        return new GuardedReader(ReadingRules.of(AllowedHosts.of(settings.urlHosts()), bytes));
    }

    /// How long a client may be silent before its connection is closed: longer than any request may
    /// take, from its first byte to the last of its answer.
    public Duration idlePatience() {
        return settings.load().patience().plus(settings.clients().bodyPatience()).plus(SPARE);
    }

    /// Most connections at once.
    public int connections() {
        return settings.clients().connections();
    }

    /// How long who reads a body may wait for more of it: longer than what cuts it off, which
    /// answers.
    public Duration readPatience() {
        return settings.clients().bodyPatience().plus(SPARE);
    }

    /// How large the results of remove.bg's interface are where a call does not say.
    public String removeBgSize() {
        return settings.removeBgSize();
    }

    /// The file of the model that computes LPIPS, by `ALPHALIFT_LPIPS_MODEL`; null: there is none.
    public @Nullable String lpipsModel() {
        String file = Setting.LPIPS_MODEL.text(settings.environment());
        return file.isEmpty() ? null : file;
    }

    /// A line for each variable that is called as a setting and is none, to be told at the start.
    public List<String> warnings() {
        return UnknownVariables.warnings(settings.environment());
    }

    /// What a picture may measure.
    public ImageLimits limits() {
        return settings.limits();
    }

    /// Room for another number of pictures than [#places()] says, in the same memory.
    public Admission admission(int places) {
        return settings.load().withPlaces(places).admission();
    }

    /// Most pictures in work at once.
    public int places() {
        return settings.load().places();
    }

    /// What a process of this program needs in its environment to be set as this one is.
    public Map<String, String> variablesOfChildren() {
        Map<String, String> variables = new HashMap<>(settings.environment());
        variables.put("HOME", FileNames.text(settings.userHome()));
        // Java would translate the others by the locale; they are inherited as they are.
        variables.values().removeIf(value -> !FileNames.isPlain(value));
        return variables;
    }

    /// The folders where the system looks for programs.
    public String searchPath() {
        return settings.environment().getOrDefault("PATH", "");
    }

    /// Threads of the system for what a server does: for each kind of picture its places, and for
    /// those who read and write meanwhile.
    public String carriers() {
        return String.valueOf(2 * places() + 2);
    }

    /// Processors to use.
    public int threads() {
        return settings.threads();
    }
}
