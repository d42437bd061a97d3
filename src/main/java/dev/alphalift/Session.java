package dev.alphalift;

import dev.alphalift.Picture.Source;
import dev.alphalift.assembly.PipelineSettings;
import dev.alphalift.codec.ImageFormat;
import dev.alphalift.codec.ImageLimits;
import dev.alphalift.codec.Photo;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.fault.Deadline;
import dev.alphalift.file.FileNames;
import dev.alphalift.file.ProcessWords;
import dev.alphalift.image.Mask;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.pipeline.Admission;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.ModelNotice;
import dev.alphalift.pipeline.Removal;
import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.segment.Selection;
import dev.alphalift.settings.Setting;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/// A model in memory, ready for pictures. Safe for use by several threads: decoding and encoding of
/// some pictures go on while the model, one at a time, looks at another with all processors.
/// Several sessions may be open at once; each has memory and threads of its own.
///
/// Who has opened it closes it: what a model takes outside the Java heap is freed by nobody else.
public final class Session implements AutoCloseable {
    /// Callers wait on threads of their own: there is no need to send any away.
    private static final int MOST_WAITING = 1_000_000;

    private final BackgroundRemover remover;
    private final ImageLimits limits;
    private final ModelNotice model;
    private final String modelName;
    private final @Nullable String modelPath;
    private final @Nullable Duration timeout;
    private final Selection selection;

    /// Runs hold the one for readers, closing that for writers.
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private volatile boolean closed;

    private Session(Builder builder) {
        PipelineSettings settings = builder.settings();
        limits = settings.limits();
        modelName = builder.model;
        modelPath = builder.modelPath;
        timeout = builder.timeout;
        selection = builder.selection;
        AtomicReference<@Nullable ModelNotice> loaded = new AtomicReference<>();
        Admission admission =
                new Admission(
                        settings.load().pictureBytes(), settings.load().places(), MOST_WAITING);
        remover =
                settings.backgroundRemover(admission, notice -> loaded.compareAndSet(null, notice));
        boolean done = false;
        try {
            remover.prepare(ofSession(RemovalOptions.DEFAULT));
            done = true;
        } finally {
            if (!done) {
                remover.close();
            }
        }
        ModelNotice notice = loaded.get();
        if (notice == null) {
            throw new IllegalStateException("A model was loaded and nobody was told.");
        }
        model = notice;
    }

    /// Removes the background of a picture file.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException if it cannot be read, is no picture or one
    ///   that is too large, or takes too long
    /// @throws IllegalStateException if the session is closed
    public Cutout remove(Path file) {
        return remove(file, Options.DEFAULT);
    }

    /// The same with options.
    public Cutout remove(Path file, Options options) {
        return remove(Picture.of(file), options);
    }

    /// Removes the background of a picture file that is in memory.
    ///
    /// @param file its bytes, of any readable format; not changed, and not to be changed meanwhile
    /// @throws dev.alphalift.fault.AlphaliftException if it is no picture or one that is too large,
    ///   or takes too long
    /// @throws IllegalStateException if the session is closed
    public Cutout remove(byte[] file) {
        return remove(file, Options.DEFAULT);
    }

    /// The same with options.
    public Cutout remove(byte[] file, Options options) {
        return remove(Picture.of(file), options);
    }

    /// Removes the background of a picture file that is read from a stream, to its end; the caller
    /// closes it.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException if it cannot be read, is no picture or one
    ///   that is too large, or takes too long
    /// @throws IllegalStateException if the session is closed
    public Cutout remove(InputStream file) {
        return remove(file, Options.DEFAULT);
    }

    /// The same with options.
    public Cutout remove(InputStream file, Options options) {
        requireOpen();
        byte[] bytes;
        try {
            // Before the session is taken: who closes it does not wait for a stream.
            bytes = limits.read(file);
        } catch (IOException e) {
            throw new SourceUnavailable("the stream", FileNames.reason(e), e);
        }
        return remove(Picture.of(bytes), options);
    }

    /// Removes the background of a picture in Java's form, of any kind. It is taken as sRGB of 8
    /// bits, other colour spaces are converted, premultiplied colours are divided by their opacity,
    /// and grey stays as it is stored. Neither orientation nor profiles are in such a picture.
    ///
    /// @param image not changed, and not to be changed meanwhile
    /// @throws dev.alphalift.fault.AlphaliftException if it is too large, or takes too long
    /// @throws IllegalStateException if the session is closed
    public Cutout remove(BufferedImage image) {
        return remove(image, Options.DEFAULT);
    }

    /// The same with options.
    public Cutout remove(BufferedImage image, Options options) {
        return remove(Picture.of(image), options);
    }

    private Cutout remove(Picture picture, Options options) {
        requireOpen(); // also while closing waits, which holds up all who come after it
        lock.readLock().lock();
        try {
            requireOpen();
            return run(picture, options, timeout == null ? Deadline.NONE : Deadline.after(timeout));
        } finally {
            lock.readLock().unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(
                    "The session with the model %s is closed.".formatted(model.name()));
        }
    }

    private Cutout run(Picture picture, Options options, Deadline deadline) {
        RemovalOptions wanted = ofSession(options.resolved(limits));
        AtomicReference<@Nullable List<Mask>> masks = new AtomicReference<>();
        Removal removal =
                switch (picture.source()) {
                    case Source.File(var file) ->
                            remover.remove(file.apply(limits).read(), wanted, deadline, masks::set);
                    case Source.Pixels(var image) ->
                            remover.remove(photo(image), wanted, deadline, masks::set);
                    case Source.Plane(var values) ->
                            remover.remove(
                                    photo(ImagePixels.grey(values)), wanted, deadline, masks::set);
                };
        List<Mask> found = masks.get();
        if (found == null) {
            throw new IllegalStateException("A picture was cut out by no mask.");
        }
        return new Cutout(removal, found, wanted.onlyMask());
    }

    /// Options with what the session says: its model, and what that is told.
    private RemovalOptions ofSession(RemovalOptions options) {
        RemovalOptions.Builder all = options.withModel(modelName, modelPath).toBuilder();
        if (selection.samModel() != null) {
            all.selection(Selection::withSamModel, selection.samModel());
        }
        all.selection(Selection::withSamQuant, selection.samQuant());
        return all.build();
    }

    private Photo photo(BufferedImage image) {
        limits.checkSize(new Size(image.getWidth(), image.getHeight()));
        return photo(ImagePixels.of(image));
    }

    private static Photo photo(RgbImage image) {
        return new Photo(image, ImageFormat.UNKNOWN, null, null);
    }

    /// The model, with its licence.
    public ModelNotice model() {
        return model;
    }

    /// Refuses new pictures at once, waits for those in work, and frees the model and the threads.
    /// Closing again does nothing.
    @Override
    public void close() {
        closed = true;
        lock.writeLock().lock();
        try {
            remover.close();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /// Sets a session up. What is not said here is as the environment says it, by the variables of
    /// `docs/settings.md`, as with the command line. Used by one thread.
    public static final class Builder {
        private final Map<String, String> environment = new HashMap<>();
        private String model = RemovalOptions.DEFAULT.model();
        private @Nullable String modelPath;
        private @Nullable Duration timeout;
        private Selection selection = Selection.NONE;

        Builder() {}

        /// The model; u2netp, which comes with the library, where none is named.
        public Builder model(String name) {
            model = name;
            return this;
        }

        /// The file of a model of one's own, for `u2net_custom` and others of that kind; it must
        /// lie below the folder of models.
        public Builder modelPath(Path file) {
            modelPath = FileNames.text(file);
            return this;
        }

        /// With the model sam: its size, `sam_vit_l_0b3195` or `sam_vit_h_4b8939`;
        /// `sam_vit_b_01ec64` where nothing is said.
        public Builder samModel(String name) {
            selection = selection.withSamModel(name);
            return this;
        }

        /// With the model sam: its files with weights in integers.
        public Builder samQuant(boolean value) {
            selection = selection.withSamQuant(value);
            return this;
        }

        /// The folder of models, rembg's `U2NET_HOME`.
        public Builder modelsFolder(Path folder) {
            return set("U2NET_HOME", FileNames.text(folder.toAbsolutePath()));
        }

        /// Takes files of models that are not the published ones, too, rembg's
        /// `MODEL_CHECKSUM_DISABLED`: one's own conversions under the published names.
        public Builder anyModelFiles() {
            return set(Setting.MODEL_CHECKSUM_DISABLED.variable(), "1");
        }

        /// What runs the model: `cpu`, `cuda`, `coreml`, `directml` or `openvino`, or several with
        /// commas between, of which those count that are there; `cpu` where nothing is said. All
        /// but `cpu` need a build of ONNX Runtime that has it (docs/models.md).
        public Builder provider(String names) {
            return set(Setting.PROVIDER.variable(), names);
        }

        /// Processors to use, at least 1; all where nothing is said.
        public Builder threads(int count) {
            return set(Setting.THREADS.variable(), Integer.toString(count));
        }

        /// What a picture may measure; 50 megapixels, 30 MiB and 16,383 pixels a side where nothing
        /// is said.
        public Builder limits(ImageLimits most) {
            set(Setting.MAX_PIXELS.variable(), Long.toString(most.pixels()));
            set(Setting.MAX_BYTES.variable(), Long.toString(most.bytes()));
            return set(Setting.MAX_SIDE.variable(), Integer.toString(most.side()));
        }

        /// Memory for all pictures in work together, in bytes; others wait. A large part of the
        /// Java heap where nothing is said: with several sessions each should have its part.
        public Builder pictureMemory(long bytes) {
            return set(Setting.PICTURE_MEMORY.variable(), Long.toString(bytes));
        }

        /// How long a picture may take from when its file is here, waiting included; as long as it
        /// takes where nothing is said.
        ///
        /// @param longest positive
        public Builder timeout(Duration longest) {
            if (!longest.isPositive()) {
                throw new InvalidOption("timeout", longest.toString(), "it must be positive.");
            }
            timeout = longest;
            return this;
        }

        private Builder set(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        private PipelineSettings settings() {
            Map<String, String> all = new HashMap<>(ProcessWords.environment());
            all.putAll(environment);
            return PipelineSettings.of(all);
        }

        /// Loads the model.
        ///
        /// @throws InvalidOption if there is no such model, or a value cannot be
        /// @throws dev.alphalift.fault.AlphaliftException.ModelUnavailable if the model cannot be
        ///   used
        /// @throws dev.alphalift.fault.AlphaliftException.NotAvailable if this build of ONNX
        ///   Runtime lacks the provider
        public Session open() {
            return new Session(this);
        }
    }
}
