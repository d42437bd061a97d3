package dev.alphalift.testdata;

import dev.alphalift.store.ObjectAddress;
import dev.alphalift.store.s3.S3Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag;

/// A server that speaks S3's protocol (Adobe's S3Mock, a process of its own, one for all tests),
/// behind a [S3Proxy] of this test's own that can spoil what passes.
///
/// S3Mock 5.2.0 looks and writes in two steps, so that of 16 conditional writes at once up to six
/// succeed, which S3 rules out; the proxy lets one write after the other through.
public final class S3Server implements AutoCloseable {
    private static final AtomicInteger BUCKETS = new AtomicInteger();

    private final S3Proxy proxy;
    private final S3Client direct;

    private S3Server(S3Proxy proxy, S3Client direct) {
        this.proxy = proxy;
        this.direct = direct;
    }

    /// What came of an upload.
    ///
    /// @param etag without quotes
    /// @param version empty where the bucket keeps none
    public record Uploaded(String etag, String version) {}

    /// The server, with nothing spoilt.
    public static S3Server start() throws IOException {
        URI address = Shared.ADDRESS;
        return new S3Server(
                new S3Proxy(address),
                S3Client.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .endpointOverride(address)
                        .forcePathStyle(true)
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("test", "test")))
                        .build());
    }

    /// One process for all tests of a run.
    private static final class Shared {
        static final URI ADDRESS = launch();

        private static URI launch() {
            try {
                int[] ports = FreePorts.two();
                Path log = TestData.project().resolve("target/s3mock/log.txt");
                Process process =
                        new ProcessBuilder(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-XX:TieredStopAtLevel=1",
                                        "-Xmx256m",
                                        "-jar",
                                        TestData.project()
                                                .resolve("target/s3mock/s3mock.jar")
                                                .toString(),
                                        "--http.port=" + ports[0],
                                        "--server.port=" + ports[1])
                                .redirectErrorStream(true)
                                .redirectOutput(log.toFile())
                                .start();
                Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
                await(process, log);
                return URI.create("http://127.0.0.1:" + ports[0]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void await(Process process, Path log)
                throws IOException, InterruptedException {
            long start = System.nanoTime();
            while (!Files.readString(log).contains("Started S3Mock")) {
                if (process.waitFor(100, TimeUnit.MILLISECONDS)
                        || System.nanoTime() - start > TimeUnit.SECONDS.toNanos(300)) {
                    throw new IllegalStateException(
                            "S3Mock does not start:\n" + Files.readString(log));
                }
            }
        }
    }

    /// The variables by which a function finds this server.
    public Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL_S3",
                proxy.address().toString(),
                "ALPHALIFT_S3_PATH_STYLE",
                "true",
                "AWS_REGION",
                "eu-central-1",
                "AWS_ACCESS_KEY_ID",
                "test",
                "AWS_SECRET_ACCESS_KEY",
                "test");
    }

    /// What the functions reach it by.
    public S3Store store(Duration patience) {
        return new S3Store(environment(), patience);
    }

    /// What spoils the traffic of this test.
    public S3Proxy proxy() {
        return proxy;
    }

    /// A new bucket.
    public String bucket() {
        String name = "bucket-" + ProcessHandle.current().pid() + "-" + BUCKETS.incrementAndGet();
        direct.createBucket(request -> request.bucket(name));
        return name;
    }

    /// A new bucket that keeps versions.
    public String versionedBucket() {
        String name = bucket();
        direct.putBucketVersioning(request ->
                request.bucket(name)
                        .versioningConfiguration(
                                versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
        return name;
    }

    public Uploaded upload(String bucket, String key, byte[] bytes) {
        PutObjectResponse answer =
                direct.putObject(
                        request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
        String version = answer.versionId();
        return new Uploaded(answer.eTag().replace("\"", ""), version == null ? "" : version);
    }

    public void tag(String bucket, String key, Map<String, String> tags) {
        List<Tag> set =
                tags.entrySet().stream()
                        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                        .toList();
        direct.putObjectTagging(
                request -> request.bucket(bucket).key(key).tagging(tagging -> tagging.tagSet(set)));
    }

    /// An object with its headers.
    public ResponseBytes<GetObjectResponse> read(String bucket, String key) {
        return direct.getObject(
                request -> request.bucket(bucket).key(key), ResponseTransformer.toBytes());
    }

    /// Everything in a bucket: keys and lengths.
    public Map<String, Long> contents(String bucket) {
        Map<String, Long> contents = new TreeMap<>();
        for (S3Object object :
                direct.listObjectsV2Paginator(request -> request.bucket(bucket)).contents()) {
            contents.put(object.key(), object.size());
        }
        return contents;
    }

    public static ObjectAddress address(String bucket, String key) {
        return new ObjectAddress(bucket, key);
    }

    @Override
    public void close() {
        proxy.close();
        direct.close();
    }
}
