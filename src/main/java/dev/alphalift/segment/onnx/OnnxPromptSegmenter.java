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
import dev.alphalift.image.Size;
import dev.alphalift.segment.ModelSource;
import dev.alphalift.segment.ModelSpec;
import dev.alphalift.segment.Prompt;
import dev.alphalift.segment.PromptFrame;
import dev.alphalift.segment.Segmenter;
import dev.alphalift.segment.Tensor;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Segment Anything as rembg's files have it, two sessions of ONNX Runtime. The encoder takes 684 x
/// 1024 x 3 values of 0 to 255 and makes an embedding; the decoder takes that with points, labels,
/// a mask that is not given, and the frame's size, and makes planes of the frame's size.
final class OnnxPromptSegmenter implements Segmenter {
    private static final long MASK_SIDE = 256;
    private static final float PADDING = -1;
    private static final String EMBEDDING = "image_embeddings";
    private static final Set<String> DECODER_INPUTS =
            Set.of(
                    EMBEDDING,
                    "point_coords",
                    "point_labels",
                    "mask_input",
                    "has_mask_input",
                    "orig_im_size");

    private final OrtSession encoder;
    private final OrtSession decoder;
    private final String input;
    private final FloatBuffer feed =
            OnnxSessions.direct(3 * Math.toIntExact(PromptFrame.SIZE.pixels()));
    private final FloatBuffer noMask = OnnxSessions.direct(Math.toIntExact(MASK_SIDE * MASK_SIDE));

    private OnnxPromptSegmenter(OrtSession encoder, OrtSession decoder, String input) {
        this.encoder = encoder;
        this.decoder = decoder;
        this.input = input;
    }

    static OnnxPromptSegmenter load(
            ModelSpec model, ModelSource.InTwoFiles files, OrtSession.SessionOptions options)
            throws OrtException, IOException {
        OrtSession decoder = OnnxSessions.of(files.decoder(), options);
        return OnnxSessions.handedOver(
                decoder,
                second -> {
                    OrtSession encoder = opened(files, options);
                    return OnnxSessions.handedOver(encoder, first -> of(first, second, model));
                });
    }

    private static OrtSession opened(
            ModelSource.InTwoFiles files, OrtSession.SessionOptions options) throws OrtException {
        try {
            return OnnxSessions.of(files.encoder(), options);
        } catch (IOException e) {
            throw new OrtException(String.valueOf(e.getMessage()));
        }
    }

    private static OnnxPromptSegmenter of(OrtSession encoder, OrtSession decoder, ModelSpec model)
            throws OrtException {
        Size frame = PromptFrame.SIZE;
        Map.Entry<String, NodeInfo> first =
                encoder.getInputInfo().entrySet().stream().findFirst().orElse(null);
        if (first != null
                && first.getValue().getInfo() instanceof TensorInfo info
                && takesFrame(info.getShape(), frame)
                && decoder.getInputInfo().keySet().equals(DECODER_INPUTS)) {
            return new OnnxPromptSegmenter(encoder, decoder, first.getKey());
        }
        throw new ModelUnavailable(
                model.name(),
                "The files of the model %s do not take a picture of %sx%sx3 and points in it."
                        .formatted(model.name(), frame.height(), frame.width()));
    }

    private static boolean takesFrame(long[] shape, Size frame) {
        return shape.length == 3
                && (shape[0] < 0 || shape[0] == frame.height())
                && (shape[1] < 0 || shape[1] == frame.width())
                && (shape[2] < 0 || shape[2] == 3);
    }

    @Override
    public Size fixedSize() {
        return PromptFrame.SIZE;
    }

    @Override
    public Tensor run(Tensor input, Deadline deadline) {
        throw new IllegalStateException("This model takes a prompt.");
    }

    @Override
    public Tensor run(float[] pixels, List<Prompt.Point> points, Deadline deadline) {
        deadline.check();
        Size frame = PromptFrame.SIZE;
        feed.clear().put(pixels).flip();
        try (OnnxTensor picture = tensor(feed, frame.height(), frame.width(), 3);
                RunWatch watch = new RunWatch(deadline);
                OrtSession.Result embedding =
                        encoder.run(Map.of(input, picture), watch.runOptions())) {
            if (!(embedding.get(0) instanceof OnnxTensor tensor)) {
                throw new OrtException("the encoder's first output is no tensor.");
            }
            return decoded(tensor, points, watch);
        } catch (OrtException e) {
            deadline.check();
            throw new InferenceFailed("The model failed: " + e.getMessage(), e);
        }
    }

    private Tensor decoded(OnnxTensor embedding, List<Prompt.Point> points, RunWatch watch)
            throws OrtException {
        // One more point that is none, as rembg pads them.
        int count = points.size() + 1;
        FloatBuffer places = FloatBuffer.allocate(2 * count);
        FloatBuffer labels = FloatBuffer.allocate(count);
        for (Prompt.Point point : points) {
            places.put((float) point.x()).put((float) point.y());
            labels.put(point.label());
        }
        labels.put(PADDING);
        FloatBuffer size =
                FloatBuffer.wrap(new float[] {PromptFrame.SIZE.height(), PromptFrame.SIZE.width()});
        String output = decoder.getOutputInfo().keySet().iterator().next();
        try (OnnxTensor coordinates = tensor(places.rewind(), 1, count, 2);
                OnnxTensor kinds = tensor(labels.rewind(), 1, count);
                OnnxTensor mask = tensor(noMask.clear(), 1, 1, MASK_SIDE, MASK_SIDE);
                OnnxTensor hasMask = tensor(FloatBuffer.allocate(1), 1);
                OnnxTensor original = tensor(size, 2);
                OrtSession.Result result =
                        decoder.run(
                                Map.of(
                                        EMBEDDING,
                                        embedding,
                                        "point_coords",
                                        coordinates,
                                        "point_labels",
                                        kinds,
                                        "mask_input",
                                        mask,
                                        "has_mask_input",
                                        hasMask,
                                        "orig_im_size",
                                        original),
                                Set.of(output),
                                watch.runOptions())) {
            return planes(result.get(0));
        }
    }

    private static OnnxTensor tensor(FloatBuffer values, long... shape) throws OrtException {
        return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), values, shape);
    }

    private static Tensor planes(OnnxValue value) throws OrtException {
        Size frame = PromptFrame.SIZE;
        if (value instanceof OnnxTensor tensor) {
            long[] shape = tensor.getInfo().getShape();
            FloatBuffer values = tensor.getFloatBuffer();
            if (values != null
                    && shape.length == 4
                    && shape[0] == 1
                    && shape[1] > 0
                    && shape[2] == frame.height()
                    && shape[3] == frame.width()) {
                float[] planes = new float[values.remaining()];
                values.get(planes);
                return new Tensor(Math.toIntExact(shape[1]), frame, planes);
            }
        }
        throw new OrtException("the decoder's first output is no plane of %s.".formatted(frame));
    }

    @Override
    public void close() {
        try {
            OnnxSessions.close(encoder);
        } finally {
            OnnxSessions.close(decoder);
        }
    }
}
