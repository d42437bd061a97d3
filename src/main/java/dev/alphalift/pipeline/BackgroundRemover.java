package dev.alphalift.pipeline;

import dev.alphalift.codec.ImageDecoder;
import dev.alphalift.codec.ImageEncoder;
import dev.alphalift.codec.ImageLimits;
import dev.alphalift.codec.Photo;
import dev.alphalift.codec.PhotoFile;
import dev.alphalift.fault.AlphaliftException.Busy;
import dev.alphalift.fault.AlphaliftException.NotAvailable;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Mask;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Workers;
import dev.alphalift.matte.Background;
import dev.alphalift.matte.Compositor;
import dev.alphalift.segment.MaskSmoothing;
import dev.alphalift.segment.ModelFolders;
import dev.alphalift.segment.ModelSpec;
import dev.alphalift.segment.Models;
import dev.alphalift.segment.Postprocessor;
import dev.alphalift.segment.Preprocessor;
import dev.alphalift.segment.Segmenter;
import dev.alphalift.segment.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// A photo in, a transparent PNG out. Safe for use by several threads: their decoding and encoding
/// overlap, while one inference at a time has all processors, which is as fast as several at once
/// and takes half the memory.
public final class BackgroundRemover implements AutoCloseable {
    private final ImageDecoder decoder;
    private final Preprocessor preprocessor;
    private final MaskSmoothing smoothing;
    private final ImageEncoder encoder;
    private final Workers workers;
    private final LoadedModels models;
    private final Admission admission;
    private final ReentrantLock inference = new ReentrantLock(true);

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
        this.decoder = new ImageDecoder(limits, workers);
        this.preprocessor = new Preprocessor(workers);
        this.smoothing = new MaskSmoothing(workers);
        this.encoder = new ImageEncoder(workers);
        this.workers = workers;
        this.models = new LoadedModels(mostModels, folders, loader, onLoad);
    }

    /// The models that can be asked for.
    public List<ModelEntry> models() {
        return models.entries();
    }

    /// The names that rembg knows and that are not available here, each with the reason.
    public Map<String, String> unavailableModels() {
        return Models.unavailable();
    }

    /// Loads a model now rather than at the first picture.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException if the options name one that cannot be used
    public void prepare(RemovalOptions options) {
        ModelSpec model = usableModel(options);
        inference.lock();
        try {
            models.get(model, options.modelPath());
        } finally {
            inference.unlock();
        }
    }

    /// Removes the background of a picture; waits for its turn when others are in work.
    ///
    /// @param file the bytes of a picture of any readable format
    /// @param deadline when the caller stops waiting
    /// @throws dev.alphalift.fault.AlphaliftException if the picture, an option or the model is at
    ///   fault, or there is no room or time
    public Removal remove(byte[] file, RemovalOptions options, Deadline deadline) {
        ModelSpec model = usableModel(options);
        PhotoFile photo = decoder.open(file);
        int more = Math.addExact(photo.moreBytesAPixel(), options.output().bytesAPixel());
        try (Admission.Place _ = admission.enter(photo.size(), more, deadline)) {
            long start = System.nanoTime();
            Photo decoded = photo.decode(deadline);
            return remove(decoded, options, model, System.nanoTime() - start, deadline);
        }
    }

    /// Removes the background of a picture that is decoded already.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException if an option or the model is at fault, or
    ///   there is no room or time
    public Removal remove(Photo photo, RemovalOptions options, Deadline deadline) {
        ModelSpec model = usableModel(options);
        try (Admission.Place _ =
                admission.enter(photo.image().size(), options.output().bytesAPixel(), deadline)) {
            return remove(photo, options, model, 0, deadline);
        }
    }

    private Removal remove(
            Photo photo,
            RemovalOptions options,
            ModelSpec model,
            long decodeTime,
            Deadline deadline) {
        RgbImage image = photo.image();
        ImageEncoder.checkSize(image.size(), options.output());
        Stopwatch watch = new Stopwatch();
        Tensor input = preprocessor.prepare(image, model);
        long preprocessTime = watch.lap();
        Tensor output;
        long inferenceTime;
        lockInference(deadline);
        try {
            Segmenter segmenter = models.get(model, options.modelPath());
            watch.lap();
            output = segmenter.run(input, deadline);
            inferenceTime = watch.lap();
        } finally {
            inference.unlock();
        }
        Mask small = Postprocessor.toMask(output, model.outputRule());
        Mask full = small.resized(image.size(), workers);
        deadline.check();
        Mask mask = options.postProcessMask() ? smoothing.smooth(full) : full;
        deadline.check();
        long postprocessTime = watch.lap();
        byte[] file =
                encoder.encode(
                        picture(image, mask, options),
                        options.output(),
                        photo.profile(),
                        photo.resolution(),
                        deadline);
        StepTimes times =
                new StepTimes(
                        decodeTime, preprocessTime, inferenceTime, postprocessTime, watch.lap());
        return new Removal(
                file, options.output(), image.size(), model.name(), !small.isEmpty(), times);
    }

    private void lockInference(Deadline deadline) {
        try {
            boolean locked =
                    inference.tryLock(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
            if (!locked) {
                deadline.check();
                throw new IllegalStateException("The deadline (" + deadline.remaining() + ").");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy(Duration.ofSeconds(1));
        }
    }

    private static PixelRows picture(RgbImage image, Mask mask, RemovalOptions options) {
        if (options.onlyMask()) {
            return mask;
        }
        PixelRows cutout =
                options.putAlpha()
                        ? Compositor.straightCutout(image, mask)
                        : Compositor.darkenedCutout(image, mask);
        return options.background() == null
                ? cutout
                : new Background(options.background()).behind(cutout);
    }

    private static ModelSpec usableModel(RemovalOptions options) {
        if (options.refinement() != RemovalOptions.Refinement.NONE) {
            throw new NotAvailable(
                    "The option " + options.refinement().option(), "it is not built yet.");
        }
        return Models.named(options.model());
    }

    /// Frees the models and the threads.
    @Override
    public void close() {
        models.close();
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
