package dev.alphalift.segment.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.alphalift.fault.AlphaliftException.InferenceFailed;
import dev.alphalift.fault.AlphaliftException.ModelUnavailable;
import dev.alphalift.fault.Deadline;
import dev.alphalift.file.FileNames;
import dev.alphalift.image.Size;
import dev.alphalift.segment.Clothes;
import dev.alphalift.segment.InputForm;
import dev.alphalift.segment.ModelSource;
import dev.alphalift.segment.ModelSpec;
import dev.alphalift.segment.Segmenter;
import dev.alphalift.segment.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A model in a session of ONNX Runtime.
public final class OnnxSegmenter implements Segmenter {
    private static final int UNKNOWN = -1;

    private final OrtSession session;
    private final String input;
    private final String output;
    private final @Nullable Size fixedSize;
    private final int planes;

    /// Kept from run to run: a new one each time would wait for the garbage collector, megabytes at
    /// a time.
    private FloatBuffer feed = FloatBuffer.allocate(0);

    private OnnxSegmenter(
            OrtSession session, String input, String output, @Nullable Size fixedSize, int planes) {
        this.session = session;
        this.input = input;
        this.output = output;
        this.fixedSize = fixedSize;
        this.planes = planes;
    }

    /// Loads models for a number of threads.
    ///
    /// @param threads threads that work on one run, the caller's included
    public static Loader loader(int threads) {
        return loader(threads, OnnxProviders.CPU);
    }

    /// Loads models for something else than the processor.
    ///
    /// @param threads threads that work on one run, the caller's included
    public static Loader loader(int threads, OnnxProviders providers) {
        return (model, source) -> load(model, source, threads, providers);
    }

    private static Segmenter load(
            ModelSpec model, ModelSource source, int threads, OnnxProviders providers) {
        try (OrtSession.SessionOptions options = OnnxSessions.options(threads, providers)) {
            if (source instanceof ModelSource.InTwoFiles files) {
                return OnnxPromptSegmenter.load(model, files, options);
            }
            OrtSession session =
                    switch (source) {
                        case ModelSource.Embedded(String resource) ->
                                OnnxSessions.environment()
                                        .createSession(embedded(resource), options);
                        case ModelSource.InFile(var path) -> OnnxSessions.of(path, options);
                        case ModelSource.InTwoFiles files ->
                                throw new IllegalArgumentException("Two files: " + files);
                    };
            return OnnxSessions.handedOver(session, opened -> of(opened, model));
        } catch (OrtException e) {
            throw unloadable(model, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw unloadable(model, FileNames.reason(e), e);
        }
    }

    private static ModelUnavailable unloadable(ModelSpec model, String reason, Exception e) {
        return new ModelUnavailable(
                model.name(),
                "The model %s cannot be loaded: %s".formatted(model.name(), reason),
                e);
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
        for (Map.Entry<String, NodeInfo> input : session.getInputInfo().entrySet()) {
            if (input.getValue().getInfo() instanceof TensorInfo info
                    && takes(model.input(), info.getShape())) {
                String output = session.getOutputInfo().keySet().iterator().next();
                return new OnnxSegmenter(
                        session,
                        input.getKey(),
                        output,
                        fixedSize(info.getShape()),
                        model.makesClasses() ? Clothes.CLASSES : 1);
            }
            break; // the first one counts
        }
        throw new ModelUnavailable(
                model.name(),
                "The model %s does not take a picture of %s."
                        .formatted(model.name(), wanted(model.input())));
    }

    private static boolean takes(InputForm form, long[] shape) {
        return switch (form) {
            case InputForm.Square(int side) -> OnnxSessions.takes(shape, 3, side, side);
            case InputForm.ShortSide _ -> OnnxSessions.takes(shape, 3, UNKNOWN, UNKNOWN);
            case InputForm.WithPrompt _ -> false; // it has two files
            case InputForm.WithTrimap _ -> {
                Size size = fixedSize(shape);
                yield size == null
                        ? OnnxSessions.takes(shape, 4, UNKNOWN, UNKNOWN)
                        : OnnxSessions.takes(shape, 4, size.height(), size.width())
                                && Math.max(size.width(), size.height())
                                        <= InputForm.WithTrimap.MOST;
            }
        };
    }

    private static String wanted(InputForm form) {
        return switch (form) {
            case InputForm.Square(int side) -> "1x3x%sx%s".formatted(side, side);
            case InputForm.ShortSide _ -> "1x3xHxW, of any height and width";
            case InputForm.WithPrompt _ -> "two files";
            case InputForm.WithTrimap _ ->
                    "1x4xHxW with its trimap, of any height and width or one up to %s"
                            .formatted(InputForm.WithTrimap.MOST);
        };
    }

    /// Null where the shape leaves it open.
    private static @Nullable Size fixedSize(long[] shape) {
        boolean fixes =
                shape.length == 4
                        && shape[2] > 0
                        && shape[3] > 0
                        && Math.max(shape[2], shape[3]) <= Integer.MAX_VALUE;
        return fixes ? new Size((int) shape[3], (int) shape[2]) : null;
    }

    @Override
    public @Nullable Size fixedSize() {
        return fixedSize;
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
            return firstPlanes(result.get(0));
        } catch (OrtException e) {
            deadline.check();
            throw new InferenceFailed("The model failed: " + e.getMessage(), e);
        }
    }

    /// The values outside the Java heap, where ONNX Runtime reads them in place.
    private FloatBuffer fed(float[] values) {
        if (feed.capacity() != values.length) {
            feed = OnnxSessions.direct(values.length);
        }
        return feed.clear().put(values).flip();
    }

    private Tensor firstPlanes(OnnxValue value) throws OrtException {
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
        float[] first = new float[Math.toIntExact(planes * size.pixels())];
        if (values.remaining() < first.length) {
            throw new OrtException("its first output has no %s planes.".formatted(planes));
        }
        values.get(first);
        return new Tensor(planes, size, first);
    }

    @Override
    public void close() {
        OnnxSessions.close(session);
    }
}
