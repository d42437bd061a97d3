package dev.alphalift.segment.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.alphalift.fault.AlphaliftException.InferenceFailed;
import dev.alphalift.fault.AlphaliftException.ModelUnavailable;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Size;
import dev.alphalift.segment.ModelSource;
import dev.alphalift.segment.ModelSpec;
import dev.alphalift.segment.Segmenter;
import dev.alphalift.segment.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A model in a session of ONNX Runtime on the CPU.
public final class OnnxSegmenter implements Segmenter {
    private static final AtomicBoolean KEPT = new AtomicBoolean();
    private static final long START_STACK = 64L << 20; // bytes, of address space only

    private final OrtSession session;
    private final String input;
    private final String output;

    /// Kept from run to run: a new one each time would wait for the garbage collector, megabytes at
    /// a time.
    private FloatBuffer feed = FloatBuffer.allocate(0);

    private OnnxSegmenter(OrtSession session, String input, String output) {
        this.session = session;
        this.input = input;
        this.output = output;
    }

    /// Loads models for a number of threads.
    ///
    /// @param threads threads that work on one run, the caller's included
    public static Loader loader(int threads) {
        return (model, source) -> load(model, source, threads);
    }

    /// ONNX Runtime 1.29 recurses while it starts, the deeper the longer this process' command line
    /// is: one of 4,000 characters overflows the stack of a common thread and ends the process.
    private static OrtEnvironment environment() {
        Thread starter =
                new Thread(null, OrtEnvironment::getEnvironment, "onnxruntime-start", START_STACK);
        starter.setUncaughtExceptionHandler((_, _) -> {}); // what fails there fails below again
        starter.start();
        try {
            starter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        keepEnvironment();
        return environment;
    }

    /// ONNX Runtime's own shutdown hook frees its environment while other threads may be in a run,
    /// which then crashes the ending process. The C library counts references: one more keeps the
    /// environment to the end. Where another version has other insides nothing is done.
    private static void keepEnvironment() {
        if (!KEPT.compareAndSet(false, true)) {
            return;
        }
        try {
            Field api =
                    Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
            Method create =
                    OrtEnvironment.class.getDeclaredMethod(
                            "createHandle", long.class, int.class, String.class);
            api.setAccessible(true);
            create.setAccessible(true);
            create.invoke(
                    null,
                    api.getLong(null),
                    OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING.getValue(),
                    OrtEnvironment.DEFAULT_NAME);
        } catch (ReflectiveOperationException e) {
            // Then only the end of an interrupted process is less graceful.
        }
    }

    private static OnnxSegmenter load(ModelSpec model, ModelSource source, int threads) {
        OrtSession session = null;
        try (OrtSession.SessionOptions options = options(threads)) {
            OrtEnvironment environment = environment();
            session =
                    switch (source) {
                        case ModelSource.Embedded(String resource) ->
                                environment.createSession(embedded(resource), options);
                        case ModelSource.InFile(var path) ->
                                environment.createSession(path.toString(), options);
                    };
            return of(session, model);
        } catch (OrtException e) {
            throw new ModelUnavailable(
                    model.name(),
                    "The model %s cannot be loaded: %s".formatted(model.name(), e.getMessage()),
                    e);
        } catch (ModelUnavailable e) {
            close(session);
            throw e;
        }
    }

    private static OrtSession.SessionOptions options(int threads) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        // Frees 200 MB and costs nothing (docs/adr/0006): the arena alone reuses memory well
        // enough.
        options.setMemoryPatternOptimization(false);
        // Threads that spin between runs take the processor from decoding and encoding.
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        return options;
    }

    private static byte[] embedded(String resource) {
        try (InputStream stream = OnnxSegmenter.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("The program lacks its part " + resource + ".");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("The program's part " + resource + " is damaged.", e);
        }
    }

    private static OnnxSegmenter of(OrtSession session, ModelSpec model) throws OrtException {
        Map.Entry<String, NodeInfo> input = session.getInputInfo().entrySet().iterator().next();
        long side = model.inputSide();
        if (!(input.getValue().getInfo() instanceof TensorInfo info)
                || !takes(info.getShape(), 3, side, side)) {
            throw new ModelUnavailable(
                    model.name(),
                    "The model %s does not take a picture of 1x3x%dx%d."
                            .formatted(model.name(), side, side));
        }
        String output = session.getOutputInfo().keySet().iterator().next();
        return new OnnxSegmenter(session, input.getKey(), output);
    }

    /// Whether a model's input shape fits; -1 stands for any length.
    private static boolean takes(long[] shape, long channels, long height, long width) {
        return shape.length == 4
                && fits(shape[0], 1)
                && fits(shape[1], channels)
                && fits(shape[2], height)
                && fits(shape[3], width);
    }

    private static boolean fits(long length, long wanted) {
        return length < 0 || length == wanted;
    }

    @Override
    public Tensor run(Tensor picture, Deadline deadline) {
        deadline.check();
        Size size = picture.size();
        long[] shape = {1, picture.channels(), size.height(), size.width()};
        try (OnnxTensor tensor =
                        OnnxTensor.createTensor(
                                OrtEnvironment.getEnvironment(), fed(picture.values()), shape);
                RunWatch watch = new RunWatch(deadline);
                OrtSession.Result result =
                        session.run(Map.of(input, tensor), Set.of(output), watch.runOptions())) {
            return firstChannel(result.get(0));
        } catch (OrtException e) {
            deadline.check();
            throw new InferenceFailed("The model failed: " + e.getMessage(), e);
        }
    }

    /// The values outside the Java heap, where ONNX Runtime reads them in place.
    private FloatBuffer fed(float[] values) {
        if (feed.capacity() != values.length) {
            feed =
                    ByteBuffer.allocateDirect(Float.BYTES * values.length)
                            .order(ByteOrder.nativeOrder())
                            .asFloatBuffer();
        }
        return feed.clear().put(values).flip();
    }

    private static Tensor firstChannel(OnnxValue value) throws OrtException {
        if (!(value instanceof OnnxTensor tensor)) {
            throw new OrtException("its first output is no tensor.");
        }
        long[] shape = tensor.getInfo().getShape();
        FloatBuffer values = tensor.getFloatBuffer();
        if (shape.length < 2 || values == null) {
            throw new OrtException("its first output is no picture of floats.");
        }
        Size size =
                new Size(
                        Math.toIntExact(shape[shape.length - 1]),
                        Math.toIntExact(shape[shape.length - 2]));
        float[] plane = new float[Math.toIntExact(size.pixels())];
        values.get(plane);
        return new Tensor(1, size, plane);
    }

    @Override
    public void close() {
        close(session);
    }

    private static void close(@Nullable OrtSession session) {
        if (session == null) {
            return;
        }
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("The model could not be closed.", e);
        }
    }
}
