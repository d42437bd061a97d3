import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The least that a native program with the model can do: create the session, run it once. What the
/// function takes beyond this is its own.
///
///     bare LIBRARIES path|mapped|embedded MODEL THREADS [LEVEL]
///
/// Prints milliseconds: environment, session, first run, second run.
public final class Bare {
    private static final byte[] EMBEDDED = embedded();

    private Bare() {}

    private static byte[] embedded() {
        try (InputStream model = Bare.class.getResourceAsStream("/model.onnx")) {
            return model == null ? new byte[0] : model.readAllBytes();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public static void main(String... arguments) throws Exception {
        long start = System.nanoTime();
        System.setProperty("onnxruntime.native.path", arguments[0]);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        long environmentEnd = System.nanoTime();
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(Integer.parseInt(arguments[3]));
        options.setInterOpNumThreads(1);
        options.setMemoryPatternOptimization(false);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        if (arguments.length > 4) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.valueOf(arguments[4]));
        }
        if (arguments.length > 5) {
            options.setOptimizedModelFilePath(arguments[5]);
        }
        OrtSession session =
                switch (arguments[1]) {
                    case "path" -> environment.createSession(arguments[2], options);
                    case "mapped" -> environment.createSession(mapped(arguments[2]), options);
                    default -> environment.createSession(EMBEDDED, options);
                };
        long sessionEnd = System.nanoTime();
        FloatBuffer values =
                ByteBuffer.allocateDirect(4 * 3 * 320 * 320)
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer();
        String input = session.getInputNames().iterator().next();
        String output = session.getOutputNames().iterator().next();
        long[] ends = new long[2];
        long begin = System.nanoTime();
        for (int run = 0; run < ends.length; run++) {
            try (OnnxTensor tensor =
                            OnnxTensor.createTensor(
                                    environment, values, new long[] {1, 3, 320, 320});
                    OrtSession.Result result = session.run(Map.of(input, tensor), Set.of(output))) {
                ends[run] = System.nanoTime();
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%.1f %.1f %.1f %.1f%n",
                (environmentEnd - start) / 1e6,
                (sessionEnd - environmentEnd) / 1e6,
                (ends[0] - begin) / 1e6,
                (ends[1] - ends[0]) / 1e6);
        Runtime.getRuntime().halt(0);
    }

    private static MappedByteBuffer mapped(String model) throws Exception {
        try (FileChannel file = FileChannel.open(Path.of(model), StandardOpenOption.READ)) {
            return file.map(FileChannel.MapMode.READ_ONLY, 0, file.size());
        }
    }
}
