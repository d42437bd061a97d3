package dev.alphalift.pipeline;

import dev.alphalift.codec.ImageDecoder;
import dev.alphalift.codec.ImageEncoder;
import dev.alphalift.codec.ImageLimits;
import dev.alphalift.codec.Photo;
import dev.alphalift.codec.PhotoFile;
import dev.alphalift.codec.format.Formats;
import dev.alphalift.confidence.Confidence;
import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Hint;
import dev.alphalift.image.Mask;
import dev.alphalift.image.Region;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import dev.alphalift.matte.Stack;
import dev.alphalift.segment.MaskSmoothing;
import dev.alphalift.segment.ModelFolders;
import dev.alphalift.segment.ModelSpec;
import dev.alphalift.segment.Models;
import dev.alphalift.segment.Preprocessor;
import dev.alphalift.segment.Refiners;
import dev.alphalift.segment.Segmenter;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A photo in, a transparent PNG out. Safe for use by several threads: their decoding and encoding
/// overlap, while one inference at a time has all processors, which is as fast as several at once
/// and takes half the memory.
public final class BackgroundRemover implements AutoCloseable {
    /// The hint at the picture's size, and the mask and the trimap that it changes.
    private static final int HINT_BYTES_A_PIXEL = 3;

    /// Models that refine masks, in memory beside those that make them.
    private static final int REFINERS = 1;

    private final ImageDecoder decoder;
    private final Preprocessor preprocessor;
    private final MaskSmoothing smoothing;
    private final ImageEncoder encoder;
    private final ResultComposer composer;
    private final EdgeRefiner refiner;
    private final Workers workers;
    private final LoadedModels models;
    private final Admission admission;
    private final LoadedModels refiners;
    private final LearnedMatting learned;
    private final Turns inference = new Turns(1);

    /// @param limits what a picture may measure
    /// @param admission how much may be in work at once
    /// @param mostModels models to keep in memory; beyond it the one that was asked for longest ago
    ///   goes
    /// @param folders where models lie
    /// @param loader loads them
    /// @param workers threads for everything but the model; closed with this
    /// @param onLoad told of each model when it has been loaded
    public BackgroundRemover(
            ImageLimits limits,
            Admission admission,
            int mostModels,
            ModelFolders folders,
            Segmenter.Loader loader,
            Workers workers,
            Consumer<ModelNotice> onLoad) {
        this.admission = admission;
        this.decoder = Formats.decoder(limits, workers);
        this.preprocessor = new Preprocessor(workers);
        this.smoothing = new MaskSmoothing(workers);
        this.encoder = Formats.encoder(workers);
        this.composer = new ResultComposer(workers);
        this.workers = workers;
        this.models = new LoadedModels(mostModels, folders, loader, onLoad);
        this.refiners = new LoadedModels(REFINERS, folders, loader, onLoad);
        this.learned = new LearnedMatting(inference, refiners, workers);
        this.refiner = new EdgeRefiner(workers, admission, learned);
    }

    /// The models that can be asked for.
    public List<ModelEntry> models() {
        return models.entries(Models.all());
    }

    /// The models that refine masks.
    public List<ModelEntry> refiners() {
        return refiners.entries(Refiners.all());
    }

    /// The names that rembg knows and that are not available here, each with the reason.
    public Map<String, String> unavailableModels() {
        return Models.unavailable();
    }

    /// How many models stay in memory: who works with more of them by turns has them loaded by
    /// turns.
    public int mostModels() {
        return models.most();
    }

    /// Loads a model now rather than at the first picture.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException if the options name one that cannot be used
    public void prepare(RemovalOptions options) {
        ModelSpec model = CheckedRequest.usableModel(options);
        try (Turns.Turn _ = inference.take(Cost.ofPicture(0), Deadline.NONE)) {
            models.get(model, options.modelPath());
        }
        if (options.usesRefiner()) {
            learned.prepare(options.edges());
        }
    }

    /// Removes the background of a picture; waits for its turn when others are in work.
    ///
    /// @param file the bytes of a picture of any readable format
    /// @param deadline when the caller stops waiting
    /// @throws dev.alphalift.fault.AlphaliftException if the picture, an option or the model is at
    ///   fault, or there is no room or time
    public Removal remove(byte[] file, RemovalOptions options, Deadline deadline) {
        return remove(file, options, deadline, _ -> {});
    }

    /// The same.
    ///
    /// @param onMasks told with what opacities the subject is cut out, of the picture's size; one
    ///   but for a model of several classes
    public Removal remove(
            byte[] file, RemovalOptions options, Deadline deadline, Consumer<List<Mask>> onMasks) {
        CheckedRequest order = order(options, deadline, onMasks);
        PhotoFile photo = decoder.open(file);
        try (Admission.Place _ = enter(photo.size(), more(photo), order)) {
            long start = System.nanoTime();
            SizedPhoto source =
                    SizedPhoto.of(photo.decode(deadline), options.arrangement(), workers, deadline);
            return remove(source, order, System.nanoTime() - start);
        }
    }

    /// Removes the background of a picture that is decoded already.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException if an option or the model is at fault, or
    ///   there is no room or time
    public Removal remove(Photo photo, RemovalOptions options, Deadline deadline) {
        return remove(photo, options, deadline, _ -> {});
    }

    /// The same.
    ///
    /// @param onMasks told with what opacities the subject is cut out, of the picture's size; one
    ///   but for a model of several classes
    public Removal remove(
            Photo photo, RemovalOptions options, Deadline deadline, Consumer<List<Mask>> onMasks) {
        CheckedRequest order = order(options, deadline, onMasks);
        try (Admission.Place _ = enter(photo.image().size(), 0, order)) {
            return remove(SizedPhoto.of(photo, options.arrangement(), workers, deadline), order, 0);
        }
    }

    private CheckedRequest order(
            RemovalOptions asked, Deadline deadline, Consumer<List<Mask>> onMasks) {
        ModelSpec model = CheckedRequest.usableModel(asked);
        // An arrangement is of one cutout.
        RemovalOptions options = asked.arrangement() == null ? asked : asked.withOneMask();
        if (options.usesRefiner()) {
            learned.require(options.edges());
        }
        Arrangement arrangement = options.arrangement();
        BackgroundFile background = arrangement == null ? null : arrangement.background();
        return new CheckedRequest(
                options, model, opened(background), opened(options.hint()), deadline, onMasks);
    }

    /// A picture beside the one in work that there is room for.
    private @Nullable OptionPhoto opened(@Nullable OptionFile file) {
        return file == null ? null : file.named(() -> opened(file, decoder.open(file.bytes())));
    }

    private OptionPhoto opened(OptionFile file, PhotoFile photo) {
        long most = admission.mostPixels(more(photo));
        if (photo.size().pixels() > most) {
            throw new ImageTooLarge("pixels", photo.size().pixels(), most);
        }
        return new OptionPhoto(file, photo);
    }

    /// What decoding takes beside what every picture may.
    static int more(PhotoFile photo) {
        return Math.max(0, photo.bytesAPixel() - (int) Admission.BYTES_A_PIXEL);
    }

    private static long canvas(Size size, @Nullable Arrangement arrangement) {
        return arrangement == null
                ? size.pixels()
                : arrangement.framing().mostCanvasPixels(size.within(arrangement.mostPixels()));
    }

    private Admission.Place enter(Size size, int more, CheckedRequest order) {
        order.requirePromptIn(size);
        int written = order.options().output().bytesAPixel();
        Arrangement arrangement = order.options().arrangement();
        Cost.Extra edges =
                order.withModel(refiner.extra(size, order.options().countedEdges()), size);
        long besides = edges.bytes();
        besides += order.options().cleanUp().workingBytes(size);
        besides +=
                order.masks() * canvas(size, arrangement) * order.options().behind().bytesAPixel();
        if (order.hint() != null) {
            besides += order.hint().bytes() + HINT_BYTES_A_PIXEL * size.pixels();
        }
        int looks = order.options().looks().count();
        if (arrangement == null) {
            int each = Math.addExact(more, written);
            return admission.enter(
                    size, each, new Cost.Extra(besides, edges.nanos(), looks), order.deadline());
        }
        besides += arrangement.moreBytes(size, written);
        if (order.background() != null) {
            besides += order.background().bytes();
        }
        return admission.enter(
                size, more, new Cost.Extra(besides, edges.nanos(), looks), order.deadline());
    }

    /// Waits for room for a pair that is scored, with [#predict] for some options, one after the
    /// other, and nothing is scored meanwhile.
    ///
    /// @param more bytes a pixel that scoring takes beside [Admission#BYTES_A_PIXEL]
    /// @return the place; closing it makes room for the next
    /// @throws dev.alphalift.fault.AlphaliftException if there is no room or time
    public Admission.Place admit(
            Size size, int more, List<RemovalOptions> predicted, Deadline deadline) {
        long besides = 0;
        int looks = 1;
        for (RemovalOptions options : predicted) {
            long working = refiner.extra(size, options.edges()).bytes();
            working += CheckedRequest.promptBytes(options.selection().model(options.model()));
            working += options.cleanUp().workingBytes(size);
            besides = Math.max(besides, working - more * size.pixels());
            looks += options.looks().count() - 1;
        }
        return admission.enterScoring(size, more, besides, looks, deadline);
    }

    /// Reads picture files, within the limits.
    public ImageDecoder decoder() {
        return decoder;
    }

    /// What the model makes of a picture that has been admitted: what `onlyMask` would write, as it
    /// is. Formats, colours and arrangements of the options are not looked at.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException if an option or the model is at fault, or
    ///   there is no time
    public Prediction predict(RgbImage image, RemovalOptions options, Deadline deadline) {
        // A score is of the refined mask.
        RemovalOptions scored = options.withArrangement(null).withOnlyMask(false).withOneMask();
        CheckedRequest order = order(scored, deadline, _ -> {});
        order.requirePromptIn(image.size());
        long bytes = image.size().pixels() * Admission.BYTES_A_PIXEL;
        Hint hint = hint(order, image.size());
        Cost cost = Cost.ofScoring(bytes).withLooks(options.looks().count());
        Predicted plain = hinted(predict(image, Region.whole(image.size()), order, cost), hint);
        Mask mask = plain.masks().getFirst();
        Mask opacity = refiner.opacity(image, mask, hint, options.edges(), deadline).opacity();
        return new Prediction(opacity, plain.foundSubject(), plain.confidence(), plain.times());
    }

    private Removal remove(SizedPhoto source, CheckedRequest order, long decodeTime) {
        RemovalOptions options = order.options();
        RgbImage image = source.photo().image();
        Region area = source.area(options.arrangement());
        ImageEncoder.checkSize(Stack.size(image.size(), order.masks()), options.output());
        long bytes = image.size().pixels() * Admission.BYTES_A_PIXEL;
        Hint hint = hint(order, image.size());
        Cost cost = Cost.ofPicture(bytes, order.promptNanos()).withLooks(options.looks().count());
        Predicted prediction = hinted(predict(image, area, order, cost), hint);
        Stopwatch watch = new Stopwatch();
        List<RefinedPicture> pictures =
                prediction.masks().stream().map(mask -> refined(image, mask, hint, order)).toList();
        order.onMasks().accept(pictures.stream().map(RefinedPicture::opacity).toList());
        UnwrittenResult result = composer.compose(pictures, image, order);
        byte[] file = written(result, source.photo(), order.deadline());
        StepTimes times = prediction.times().with(decodeTime, watch.lap());
        return new Removal(
                file,
                result,
                order.model().name(),
                RefinedPicture.refinedBy(pictures),
                prediction.foundSubject(),
                prediction.confidence(),
                times,
                source.sent());
    }

    /// rembg gives the mask as it is where only that is asked for; what is asked for in our own
    /// words counts for the mask, too.
    private RefinedPicture refined(
            RgbImage image, Mask mask, @Nullable Hint hint, CheckedRequest order) {
        RemovalOptions options = order.options();
        if (!options.onlyMask()) {
            return refiner.refine(image, mask, hint, options, order.deadline());
        }
        Edges edges = options.countedEdges();
        return edges.refine() == Edges.Refine.NONE
                ? RefinedPicture.plain(image, mask, options.putAlpha())
                : refiner.opacity(image, mask, hint, edges, order.deadline());
    }

    /// What a person says of the pixels of a picture, null where nobody says anything.
    private static @Nullable Hint hint(CheckedRequest order, Size size) {
        OptionPhoto hint = order.hint();
        return hint == null ? null : Hint.of(hint.decode(order.deadline()).image(), size);
    }

    /// A person knows better than the model; how far the model can be trusted stays as it was.
    private static Predicted hinted(Predicted prediction, @Nullable Hint hint) {
        return hint == null
                ? prediction
                : new Predicted(
                        prediction.masks().stream().map(hint::over).toList(),
                        prediction.foundSubject() || hint.keepsAny(),
                        prediction.confidence(),
                        prediction.times());
    }

    /// What the model makes of a picture: as [Prediction], with all of its masks.
    private record Predicted(
            List<Mask> masks, boolean foundSubject, Confidence confidence, StepTimes times) {}

    private Predicted predict(RgbImage image, Region area, CheckedRequest order, Cost cost) {
        Stopwatch watch = new Stopwatch();
        Looker looker = new Looker(preprocessor, workers, models, inference, order, cost);
        Looker.Seen seen = looker.look(image.part(area));
        List<Mask> masks =
                seen.masks().stream()
                        .map(mask -> finished(mask, order).embedded(image.size(), area))
                        .toList();
        long forModel = looker.preprocessTime() + looker.inferenceTime() + looker.otherTime();
        StepTimes times =
                new StepTimes(
                        0,
                        looker.preprocessTime(),
                        looker.inferenceTime(),
                        watch.lap() - forModel,
                        0);
        return new Predicted(masks, seen.foundSubject(), seen.confidence(), times);
    }

    private Mask finished(Mask full, CheckedRequest order) {
        order.deadline().check();
        Mask mask = order.options().postProcessMask() ? smoothing.smooth(full) : full;
        order.deadline().check();
        return order.options().cleanUp().applied(mask, order.deadline());
    }

    private byte[] written(UnwrittenResult scene, Photo photo, Deadline deadline) {
        return encoder.encode(
                scene.rows(), scene.output(), photo.profile(), photo.resolution(), deadline);
    }

    /// Frees the models and the threads.
    @Override
    public void close() {
        models.close();
        refiners.close();
        workers.close();
    }

    /// Tells the time between calls.
    private static final class Stopwatch {
        private long last = System.nanoTime();

        long lap() {
            long now = System.nanoTime();
            long lap = now - last;
            last = now;
            return lap;
        }
    }
}
