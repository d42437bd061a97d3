package dev.alphalift.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.fault.AlphaliftException.SourceMissing;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import dev.alphalift.store.s3.S3Store;
import dev.alphalift.testdata.S3Proxy.Fault;
import dev.alphalift.testdata.S3Proxy.Request;
import dev.alphalift.testdata.S3Server;
import dev.alphalift.testdata.S3Server.Uploaded;
import dev.alphalift.testdata.TestData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3StoreTest {
    private static final byte[] BYTES = TestData.mix(100, 100, 3);
    private static final byte[] OTHERS = "others".getBytes(StandardCharsets.UTF_8);

    private static S3Server server;
    private static S3Store store;
    private static String bucket;

    @TempDir private Path folder;

    @BeforeAll
    static void start() throws IOException {
        server = S3Server.start();
        store = server.store(Duration.ofSeconds(3));
        bucket = server.bucket();
    }

    @AfterAll
    static void stop() {
        store.close();
        server.close();
    }

    @AfterEach
    void heal() {
        server.proxy().spoil(_ -> Fault.NONE);
    }

    private static ObjectAddress at(String key) {
        return new ObjectAddress(bucket, key);
    }

    private static NewObject object(byte[] bytes) {
        return new NewObject(bytes, "image/png", Map.of("alphalift-model", "u2netp"));
    }

    /// Spoils the first requests of a kind.
    private static Function<Request, Fault> first(
            int times, Fault fault, Predicate<Request> which) {
        AtomicInteger left = new AtomicInteger(times);
        return request -> which.test(request) && left.getAndDecrement() > 0 ? fault : Fault.NONE;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.png",
                "with space/and+plus.png",
                "ümläut/日本語 😀.png",
                "a//b/../c/./d",
                "100%25/%2F?x=1&y=2#z",
                "'quotes\" and ~ (brackets) [x]!*"
            })
    void what_was_written_under_any_name_can_be_read(String key) {
        store.put(at(key), BYTES, "image/png", Map.of("alphalift-model", "u2netp"));

        assertThat(store.get(at(key), ObjectState.LATEST, BYTES.length)).isEqualTo(BYTES);
        assertThat(server.contents(bucket)).containsEntry(key, (long) BYTES.length);
        ObjectHead head = store.head(at(key));
        assertThat(head).isNotNull();
        assertThat(head.length()).isEqualTo(BYTES.length);
        assertThat(head.metadata()).containsEntry("alphalift-model", "u2netp");
        assertThat(server.read(bucket, key).response().contentType()).isEqualTo("image/png");
    }

    @Test
    void what_is_not_there_is_missing() {
        assertThat(store.head(at("nowhere"))).isNull();
        assertThatThrownBy(() -> store.get(at("nowhere"), ObjectState.LATEST, 10))
                .isInstanceOf(SourceMissing.class)
                .hasMessageContaining("s3://" + bucket + "/nowhere");
        assertThatThrownBy(() -> store.tags(at("nowhere"), ObjectState.LATEST))
                .isInstanceOf(SourceMissing.class);
        assertThatThrownBy(() -> store.download(at("nowhere"), folder.resolve("file")))
                .isInstanceOf(SourceMissing.class);
        assertThatThrownBy(
                        () -> store.put(new ObjectAddress("no-such-bucket", "key"), object(BYTES)))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessageContaining("NoSuchBucket");
    }

    @Test
    void more_bytes_than_allowed_are_not_read() {
        store.put(at("long"), object(BYTES));

        assertThatThrownBy(() -> store.get(at("long"), ObjectState.LATEST, BYTES.length - 1))
                .isInstanceOf(ImageTooLarge.class)
                .hasMessageContaining("30,000 bytes; the limit is 29,999");
    }

    @Test
    void an_empty_object_is_empty() {
        store.put(at("empty"), object(new byte[0]));

        assertThat(store.get(at("empty"), ObjectState.LATEST, 10)).isEmpty();
    }

    @Test
    void a_version_is_read_though_there_is_a_newer_one() {
        String versioned = server.versionedBucket();
        Uploaded first = server.upload(versioned, "key", BYTES);
        server.upload(versioned, "key", OTHERS);
        ObjectAddress address = new ObjectAddress(versioned, "key");

        assertThat(first.version()).isNotEmpty();
        assertThat(store.get(address, new ObjectState(first.version(), first.etag()), 1 << 20))
                .isEqualTo(BYTES);
        assertThat(store.get(address, ObjectState.LATEST, 1 << 20)).isEqualTo(OTHERS);
    }

    @Test
    void without_versions_a_changed_object_is_not_read() {
        Uploaded first = server.upload(bucket, "changing", BYTES);
        ObjectState state = new ObjectState(null, first.etag());

        assertThat(store.get(at("changing"), state, 1 << 20)).isEqualTo(BYTES);
        server.upload(bucket, "changing", OTHERS);
        assertThat(store.get(at("changing"), state, 1 << 20)).isNull();
    }

    @Test
    void a_write_under_a_condition_happens_only_if_nobody_was_ahead() {
        assertThat(store.putOver(null, at("target"), object(BYTES))).isEqualTo(PutOutcome.WRITTEN);
        assertThat(store.putOver(null, at("target"), object(OTHERS))).isEqualTo(PutOutcome.CHANGED);
        ObjectHead head = store.head(at("target"));
        assertThat(store.putOver(head, at("target"), object(OTHERS))).isEqualTo(PutOutcome.WRITTEN);
        assertThat(store.putOver(head, at("target"), object(BYTES))).isEqualTo(PutOutcome.CHANGED);
        assertThat(store.putOver(head, at("gone"), object(BYTES))).isEqualTo(PutOutcome.CHANGED);
        assertThat(store.get(at("target"), ObjectState.LATEST, 100)).isEqualTo(OTHERS);

        server.proxy().spoil(first(9, Fault.CONFLICT, request -> request.method().equals("PUT")));
        assertThat(store.putOver(null, at("busy"), object(BYTES))).isEqualTo(PutOutcome.CONFLICT);
    }

    @Test
    void of_many_writes_at_once_under_one_condition_one_happens() throws Exception {
        for (int round = 0; round < 5; round++) {
            ObjectAddress address = at("race-" + round);
            assertThat(race(null, address)).isOne();
            assertThat(race(store.head(address), address)).isOne();
        }
    }

    private static NewObject numbered(int number, ObjectHead seen) {
        String text = number + " after " + (seen == null ? "nothing" : seen.etag());
        return object(text.getBytes(StandardCharsets.UTF_8));
    }

    private static long race(ObjectHead seen, ObjectAddress address) throws Exception {
        List<Callable<PutOutcome>> writes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            NewObject object = numbered(i, seen);
            writes.add(() -> store.putOver(seen, address, object));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long written = 0;
            for (var write : threads.invokeAll(writes)) {
                written += write.get() == PutOutcome.WRITTEN ? 1 : 0;
            }
            return written;
        }
    }

    @Test
    void a_denied_object_is_a_fault_that_may_pass_and_names_what_to_allow() {
        server.upload(bucket, "denied", BYTES);
        server.proxy().spoil(_ -> Fault.DENIED);

        assertThatThrownBy(() -> store.get(at("denied"), ObjectState.LATEST, 1 << 20))
                .isInstanceOfSatisfying(
                        SourceUnavailable.class, e -> assertThat(e.retryable()).isTrue())
                .hasMessageContaining("403 (AccessDenied)")
                .hasMessageContaining("s3:GetObject");
        assertThatThrownBy(() -> store.head(at("denied"))).isInstanceOf(SourceUnavailable.class);
        assertThatThrownBy(() -> store.putOver(null, at("denied"), object(BYTES)))
                .isInstanceOfSatisfying(
                        TargetUnavailable.class, e -> assertThat(e.retryable()).isTrue())
                .hasMessageContaining("s3:PutObject");
    }

    @Test
    void what_fails_twice_is_done_at_the_third_attempt() {
        server.upload(bucket, "flaky", BYTES);

        server.proxy().spoil(first(2, Fault.BROKEN, Request::readsObject));
        assertThat(store.get(at("flaky"), ObjectState.LATEST, 1 << 20)).isEqualTo(BYTES);

        server.proxy().spoil(first(2, Fault.CUT, Request::readsObject));
        assertThat(store.get(at("flaky"), ObjectState.LATEST, 1 << 20)).isEqualTo(BYTES);

        server.proxy().spoil(first(2, Fault.BROKEN, request -> request.method().equals("PUT")));
        store.put(at("flaky"), object(OTHERS));
        assertThat(store.get(at("flaky"), ObjectState.LATEST, 1 << 20)).isEqualTo(OTHERS);
    }

    @Test
    void what_keeps_failing_is_a_fault_that_may_pass() {
        server.upload(bucket, "broken", BYTES);
        for (Fault fault : List.of(Fault.BROKEN, Fault.CUT, Fault.SILENT)) {
            server.proxy().spoil(_ -> fault);

            assertThatThrownBy(() -> store.get(at("broken"), ObjectState.LATEST, 1 << 20))
                    .as(fault.name())
                    .isInstanceOf(SourceUnavailable.class);
        }
        server.proxy().spoil(_ -> Fault.SILENT);
        assertThatThrownBy(() -> store.put(at("broken"), object(BYTES)))
                .isInstanceOf(TargetUnavailable.class);
    }

    @Test
    void a_write_whose_answer_was_lost_is_seen_as_changed_when_it_is_tried_again() {
        server.proxy().spoil(first(1, Fault.LOST, request -> request.method().equals("PUT")));

        assertThat(store.putOver(null, at("lost"), object(BYTES))).isEqualTo(PutOutcome.CHANGED);
        assertThat(store.get(at("lost"), ObjectState.LATEST, 1 << 20)).isEqualTo(BYTES);
    }

    @Test
    void everything_below_a_prefix_is_listed_page_by_page() {
        String many = server.bucket();
        List<String> keys = IntStream.range(0, 2_345).mapToObj("set/%04d.png"::formatted).toList();
        keys.forEach(key -> server.upload(many, key, OTHERS));
        server.upload(many, "set2/no.png", BYTES);
        server.upload(many, "settee.png", BYTES);

        assertThat(keys(new ObjectAddress(many, "set/"))).isEqualTo(keys);
        assertThat(keys(new ObjectAddress(many, "set/1"))).isEqualTo(keys.subList(1_000, 2_000));
        assertThat(keys(new ObjectAddress(many, ""))).hasSize(2_347);
        assertThat(keys(new ObjectAddress(many, "nothing/"))).isEmpty();
    }

    private static List<String> keys(ObjectAddress prefix) {
        List<String> keys = new ArrayList<>();
        store.list(
                prefix,
                object -> {
                    assertThat(object.address().bucket()).isEqualTo(prefix.bucket());
                    keys.add(object.address().key());
                });
        return keys;
    }

    @Test
    void odd_names_are_listed_as_they_are() {
        String odd = server.bucket();
        List<String> keys =
                List.of(
                        "%/100%25/%2F?x=1&y=2#z",
                        "%/a b+c&<d>\u0001\t\n.png", "%/ümläut/日本語 😀.png");
        keys.forEach(key -> server.upload(odd, key, BYTES));

        List<ListedObject> listed = new ArrayList<>();
        store.list(new ObjectAddress(odd, "%/"), listed::add);

        assertThat(listed)
                .extracting(object -> object.address().key())
                .containsExactlyElementsOf(keys);
        for (ListedObject object : listed) {
            ObjectHead head = store.head(object.address());
            assertThat(head.etag()).isEqualTo(object.etag());
            assertThat(object.length()).isEqualTo(BYTES.length);
        }
    }

    @Test
    void no_page_is_read_before_it_is_needed() {
        String many = server.bucket();
        IntStream.range(0, 1_001).forEach(i -> server.upload(many, "%04d".formatted(i), OTHERS));
        int before = server.proxy().seen().size();

        // However long a page takes, it is not asked for again.
        try (S3Store patient = server.store(Duration.ofMinutes(5))) {
            assertThatThrownBy(() ->
                            patient.list(
                                    new ObjectAddress(many, ""),
                                    object -> {
                                        throw new IllegalStateException(object.address().key());
                                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("0000");
        }
        assertThat(server.proxy().seen()).hasSize(before + 1);
    }

    @Test
    void a_listing_that_is_refused_names_what_to_allow() {
        assertThatThrownBy(() -> store.list(new ObjectAddress("no-such-bucket", "a/"), _ -> {}))
                .isInstanceOf(SourceMissing.class)
                .hasMessageContaining("s3://no-such-bucket/a/");

        server.proxy().spoil(_ -> Fault.DENIED);
        assertThatThrownBy(() -> store.list(at("a/"), _ -> {}))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageContaining("Maybe allow the function's role s3:ListBucket.");

        server.proxy().spoil(first(2, Fault.BROKEN, Request::readsObject));
        store.list(at("nothing/"), _ -> {});
    }

    @Test
    void tags_are_read() {
        server.upload(bucket, "tagged +ü", BYTES);
        server.tag(bucket, "tagged +ü", Map.of("alphalift:model", "u2netp", "other", "a b"));

        assertThat(store.tags(at("tagged +ü"), ObjectState.LATEST))
                .containsOnly(Map.entry("alphalift:model", "u2netp"), Map.entry("other", "a b"));
    }

    @Test
    void an_object_is_read_into_a_file_and_a_broken_body_is_tried_again() throws IOException {
        server.upload(bucket, "models/file é", BYTES);
        Path target = folder.resolve("file");

        server.proxy().spoil(first(1, Fault.CUT, Request::readsObject));
        store.download(at("models/file é"), target);
        assertThat(target).hasBinaryContent(BYTES);

        server.proxy().spoil(_ -> Fault.CUT);
        assertThatThrownBy(() -> store.download(at("models/file é"), target))
                .isInstanceOf(SourceUnavailable.class);
        server.proxy().spoil(_ -> Fault.NONE);
        assertThatThrownBy(
                        () -> store.download(at("models/file é"), folder.resolve("no/such/folder")))
                .isInstanceOf(TargetUnavailable.class);
        Files.delete(target);
    }

    @Test
    void an_object_is_copied() {
        Uploaded uploaded = server.upload(bucket, "samples/ü +.jpg", BYTES);

        store.copy(
                at("samples/ü +.jpg"), new ObjectState(null, uploaded.etag()), at("kept/ü +.jpg"));

        assertThat(server.read(bucket, "kept/ü +.jpg").asByteArray()).isEqualTo(BYTES);
    }

    @Test
    void anybody_can_read_from_the_address_for_a_while() throws IOException {
        server.upload(bucket, "public ü+.png", BYTES);

        var address = store.readableAddress(at("public ü+.png"), Duration.ofMinutes(5));

        assertThat(address.toString()).contains("X-Amz-Signature").contains("X-Amz-Expires=300");
        try (InputStream stream = address.toURL().openStream()) {
            assertThat(stream.readAllBytes()).isEqualTo(BYTES);
        }
    }
}
