package dev.alphalift.segment.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.alphalift.eval.composite.PerceptualDistance;
import dev.alphalift.fault.AlphaliftException.Busy;
import dev.alphalift.fault.AlphaliftException.InferenceFailed;
import dev.alphalift.fault.AlphaliftException.ModelUnavailable;
import dev.alphalift.fault.Deadline;
import dev.alphalift.file.FileNames;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// LPIPS v0.1 by a model file: inputs `in0` and `in1`, float32 of 1x3xHxW, red, green, blue, value
/// / 127.5 - 1; output `lpips`, one number. One run at a time.
public final class OnnxPerceptualDistance implements PerceptualDistance {
    private static final String MODEL = "lpips";
    private static final String FIRST = "in0";
    private static final String SECOND = "in1";
    private static final String OUTPUT = "lpips";
    private static final float HALF_RANGE = 127.5f;
    private static final int UNKNOWN = -1;
    private static final long SLICE_NANOS = 50_000_000;

    private final OrtSession session;
    private final ReentrantLock oneAtATime = new ReentrantLock(true);
    // Kept from run to run, as OnnxSegmenter does.
    private FloatBuffer first = FloatBuffer.allocate(0);
    private FloatBuffer second = FloatBuffer.allocate(0);

    private OnnxPerceptualDistance(OrtSession session) {
        this.session = session;
    }

    /// Loads a model.
    ///
    /// @param threads threads that work on one run, the caller's included
    /// @throws ModelUnavailable if there is no such file, or it is no such model
    public static OnnxPerceptualDistance load(Path file, int threads) {
        if (!Files.isRegularFile(file)) {
            throw unfit(file, "there is no such file.", null);
        }
        try (OrtSession.SessionOptions options = OnnxSessions.options(threads, OnnxProviders.CPU)) {
            // Pictures of any size: what an arena keeps of the largest would never be free again.
            options.setCPUArenaAllocator(false);
            return OnnxSessions.handedOver(
                    OnnxSessions.of(file, options),
                    session -> {
                        requireFit(session, file);
                        return new OnnxPerceptualDistance(session);
                    });
        } catch (OrtException e) {
            throw unfit(file, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw unfit(file, FileNames.reason(e), e);
        }
    }

    private static void requireFit(OrtSession session, Path file) throws OrtException {
        requireFit(session.getInputInfo().get(FIRST), FIRST, file);
        requireFit(session.getInputInfo().get(SECOND), SECOND, file);
        if (session.getInputInfo().size() != 2 || session.getOutputInfo().get(OUTPUT) == null) {
            throw unfit(file, "it does not make %s of two pictures.".formatted(OUTPUT), null);
        }
    }

    private static void requireFit(@Nullable NodeInfo input, String name, Path file) {
        if (input == null
                || !(input.getInfo() instanceof TensorInfo info)
                || info.type != OnnxJavaType.FLOAT
                || !OnnxSessions.takes(info.getShape(), 3, UNKNOWN, UNKNOWN)) {
            throw unfit(
                    file,
                    "its input %s does not take pictures of any size, 1x3xHxW.".formatted(name),
                    null);
        }
    }

    private static ModelUnavailable unfit(Path file, String reason, @Nullable Throwable cause) {
        String message =
                "The LPIPS model %s cannot be used: %s".formatted(FileNames.shown(file), reason);
        return cause == null
                ? new ModelUnavailable(MODEL, message)
                : new ModelUnavailable(MODEL, message, cause);
    }

    @Override
    public double between(RgbImage one, RgbImage other, Deadline deadline) {
        Size size = one.size();
        if (!size.equals(other.size()) || Math.min(size.width(), size.height()) < LEAST_SIDE) {
            throw new IllegalArgumentException(
                    "The pictures (%s and %s) must be of one size, each side at least %s."
                            .formatted(size, other.size(), LEAST_SIDE));
        }
        awaitTurn(deadline);
        try {
            first = fed(one, first);
            second = fed(other, second);
            deadline.check();
            return run(new long[] {1, 3, size.height(), size.width()}, deadline);
        } finally {
            oneAtATime.unlock();
        }
    }

    private void awaitTurn(Deadline deadline) {
        try {
            // In slices: a caller that has gone must not wait for the runs of the others.
            do {
                deadline.check();
            } while (!oneAtATime.tryLock(
                    Math.min(SLICE_NANOS, deadline.remaining().toNanos()), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy(Duration.ofSeconds(1));
        }
    }

    private double run(long[] shape, Deadline deadline) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OnnxTensor one = OnnxTensor.createTensor(environment, first, shape);
                OnnxTensor other = OnnxTensor.createTensor(environment, second, shape);
                RunWatch watch = new RunWatch(deadline);
                OrtSession.Result result =
                        session.run(
                                Map.of(FIRST, one, SECOND, other),
                                Set.of(OUTPUT),
                                watch.runOptions())) {
            if (!(result.get(0) instanceof OnnxTensor distance)) {
                throw new OrtException("its output is no tensor.");
            }
            FloatBuffer values = distance.getFloatBuffer();
            if (values == null || values.remaining() != 1) {
                throw new OrtException("its output is not one number.");
            }
            return values.get(0);
        } catch (OrtException e) {
            deadline.check();
            throw new InferenceFailed("The LPIPS model failed: " + e.getMessage(), e);
        }
    }

    /// The samples plane by plane, outside the Java heap.
    private static FloatBuffer fed(RgbImage picture, FloatBuffer room) {
        byte[] samples = picture.samples();
        FloatBuffer buffer =
                room.capacity() < samples.length ? OnnxSessions.direct(samples.length) : room;
        buffer.clear().limit(samples.length);
        int pixels = samples.length / 3;
        float[] plane = new float[pixels];
        for (int channel = 0; channel < 3; channel++) {
            for (int at = 0; at < pixels; at++) {
                plane[at] = (samples[3 * at + channel] & 0xff) / HALF_RANGE - 1;
            }
            buffer.put(plane);
        }
        return buffer.flip();
    }

    @Override
    public void close() {
        oneAtATime.lock();
        try {
            OnnxSessions.close(session);
        } finally {
            oneAtATime.unlock();
        }
    }
}
