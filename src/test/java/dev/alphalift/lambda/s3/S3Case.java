package dev.alphalift.lambda.s3;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.assembly.Assembly;
import dev.alphalift.assembly.Settings;
import dev.alphalift.evaluation.Evaluations;
import dev.alphalift.fault.Deadline;
import dev.alphalift.lambda.CallLogs;
import dev.alphalift.lambda.FunctionSettings;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.ModelEntry;
import dev.alphalift.pipeline.RemovalOptions;
import dev.alphalift.store.s3.S3Store;
import dev.alphalift.testdata.S3EventJson.Upload;
import dev.alphalift.testdata.S3Server;
import dev.alphalift.testdata.TestData;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/// The function `remove-s3` with a server of its own, two buckets, and a model of a few weights.
public final class S3Case implements AutoCloseable {
    private static final Path MODELS =
            TestData.project().resolve("src/test/resources/models").toAbsolutePath().normalize();
    public static final RemovalOptions OPTIONS =
            RemovalOptions.DEFAULT.withModel(
                    "u2net_custom", MODELS.resolve("tiny-320.onnx").toString());

    public final S3Server server;
    public final S3Store store;
    public final BackgroundRemover remover;
    public final String source;
    public final String target;
    private final AtomicLong uploads = new AtomicLong();

    public S3Case(Duration storePatience) throws IOException {
        server = S3Server.start();
        store = server.store(storePatience);
        source = server.bucket();
        target = server.bucket();
        remover =
                new Assembly(Settings.of(Map.of("U2NET_HOME", MODELS.toString())))
                        .backgroundRemover(_ -> {});
    }

    /// Evaluations by its model, in two threads; to be closed by who asks for them.
    public Evaluations evaluations() {
        return new Assembly(Settings.of(Map.of("ALPHALIFT_THREADS", "2")))
                .evaluations(remover, null);
    }

    /// The function, writing to `cutouts/` in the target bucket unless told otherwise.
    RemoveS3Function function(Map<String, String> environment) {
        return function(environment, Duration.ofMinutes(1));
    }

    RemoveS3Function function(Map<String, String> environment, Duration timeout) {
        Map<String, String> variables = new HashMap<>();
        variables.put("ALPHALIFT_OUTPUT", "s3://" + target + "/cutouts/");
        variables.putAll(environment);
        S3Settings settings =
                S3Settings.of(
                        variables,
                        OPTIONS,
                        remover.models().stream()
                                .map(ModelEntry::name)
                                .collect(Collectors.toSet()));
        return new RemoveS3Function(
                remover,
                new FunctionSettings(timeout, OPTIONS, 10 << 20),
                settings,
                store,
                CallLogs.NONE);
    }

    /// Uploads a picture and tells of it.
    Upload upload(String key, byte[] bytes) {
        return upload(source, key, bytes);
    }

    Upload upload(String bucket, String key, byte[] bytes) {
        return Upload.of(bucket, key, server.upload(bucket, key, bytes), uploads.incrementAndGet());
    }

    /// A small picture of one colour.
    public static byte[] picture(int colour) {
        BufferedImage image = new BufferedImage(6, 4, BufferedImage.TYPE_INT_RGB);
        for (int at = 0; at < 24; at++) {
            image.setRGB(at % 6, at / 6, colour + 8 * at);
        }
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// What the pipeline makes of a picture.
    public byte[] cutout(byte[] picture) {
        return remover.remove(picture, OPTIONS, Deadline.NONE).bytes();
    }

    byte[] written(String key) {
        return server.read(target, key).asByteArray();
    }

    JsonNode record(String key) {
        return TestData.parse(written(key));
    }

    @Override
    public void close() {
        remover.close();
        store.close();
        server.close();
    }
}
