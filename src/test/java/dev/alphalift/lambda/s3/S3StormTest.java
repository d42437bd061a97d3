package dev.alphalift.lambda.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.testdata.S3EventJson;
import dev.alphalift.testdata.S3EventJson.Upload;
import dev.alphalift.testdata.S3Proxy.Fault;
import dev.alphalift.testdata.S3Proxy.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// 500 deliveries out of order, some twice, by several callers at once, while every tenth request
/// to S3 is spoilt: in the end each key holds what came of its newest upload.
class S3StormTest {
    private static final long SEED = 20261125;
    private static final int KEYS = 16;
    private static final int UPLOADS = 420;
    private static final int AGAIN = 80;
    private static final int CALLERS = 4;

    /// How often a queue hands a message out before it goes to the dead-letter queue.
    private static final int RECEIVES = 2;

    /// An upload that has been told of.
    private record Told(Upload upload, byte[] bytes, boolean isPicture) {}

    /// A message that waits.
    private record Message(String body, int receives) {}

    private final Random random = new Random(SEED);
    private final Map<String, Told> newest = new HashMap<>();
    private final AtomicInteger retries = new AtomicInteger();
    private final AtomicInteger spoilt = new AtomicInteger();

    @Test
    void every_event_ends_in_what_its_newest_upload_asks_for() throws Exception {
        try (S3Case fixture = new S3Case(Duration.ofSeconds(10))) {
            RemoveS3Function function = fixture.function(Map.of());
            List<Message> messages = messages(fixture);
            fixture.server.proxy().spoil(this::fault);

            Queue<Message> dead = deliver(function, messages);
            int requests = fixture.server.proxy().seen().size();
            fixture.server.proxy().spoil(_ -> Fault.NONE);
            Queue<Message> left = deliver(function, List.copyOf(dead));

            System.out.printf(
                    "seed %d: %d deliveries, %d of %d requests spoilt, %d messages told to come again,"
                            + " %d to the dead-letter queue%n",
                    SEED, messages.size(), spoilt.get(), requests, retries.get(), dead.size());
            assertThat(left).isEmpty();
            assertThat(spoilt.get()).isPositive();
            for (Map.Entry<String, Told> entry : newest.entrySet()) {
                check(fixture, entry.getKey(), entry.getValue());
            }
            assertThat(fixture.server.contents(fixture.target).keySet())
                    .allMatch(key -> newest.containsKey(source(key)));
        }
    }

    private static String source(String key) {
        return key.substring("cutouts/".length()).replaceFirst("(\\.png|\\.error\\.json)$", "");
    }

    private void check(S3Case fixture, String key, Told told) {
        String place = "cutouts/" + key + (told.isPicture ? ".png" : ".error.json");
        var result = fixture.server.read(fixture.target, place);
        assertThat(result.response().metadata())
                .as("%s, seed %d", place, SEED)
                .containsEntry("alphalift-sequencer", told.upload.sequencer().toLowerCase())
                .containsEntry("alphalift-source-etag", told.upload.uploaded().etag());
        if (told.isPicture) {
            assertThat(result.asByteArray()).isEqualTo(fixture.cutout(told.bytes));
        }
    }

    private List<Message> messages(S3Case fixture) {
        String versioned = fixture.server.versionedBucket();
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < UPLOADS; i++) {
            boolean keepsVersions = random.nextBoolean();
            String key = (keepsVersions ? "v/" : "u/") + "picture +ü " + random.nextInt(KEYS / 2);
            boolean isPicture = random.nextInt(7) > 0;
            byte[] bytes =
                    isPicture
                            ? S3Case.picture(random.nextInt(1 << 23))
                            : ("no picture " + i).getBytes(StandardCharsets.UTF_8);
            Upload upload = fixture.upload(keepsVersions ? versioned : fixture.source, key, bytes);
            newest.put(key, new Told(upload, bytes, isPicture));
            messages.add(
                    new Message(
                            (random.nextInt(3) > 0
                                            ? S3EventJson.direct(upload)
                                            : S3EventJson.bridge(upload))
                                    .toString(),
                            0));
        }
        for (int i = 0; i < AGAIN; i++) {
            messages.add(messages.get(random.nextInt(UPLOADS)));
        }
        Collections.shuffle(messages, random);
        return messages;
    }

    private synchronized Fault fault(Request request) {
        int choice = random.nextInt(30);
        boolean write = request.method().equals("PUT");
        Fault fault =
                switch (choice) {
                    case 0, 6 -> Fault.DENIED;
                    case 1, 2 -> Fault.BROKEN;
                    case 3 -> request.readsObject() ? Fault.CUT : Fault.NONE;
                    case 4 -> write ? Fault.LOST : Fault.NONE;
                    case 5 -> write ? Fault.CONFLICT : Fault.BROKEN;
                    default -> Fault.NONE;
                };
        if (fault != Fault.NONE) {
            spoilt.incrementAndGet();
        }
        return fault;
    }

    /// As a queue does it: in batches, by several callers, again what failed.
    private Queue<Message> deliver(RemoveS3Function function, List<Message> messages)
            throws Exception {
        Queue<Message> queue = new ConcurrentLinkedQueue<>(messages);
        Queue<Message> dead = new ConcurrentLinkedQueue<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<?>> callers = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                callers.add(threads.submit(() -> call(function, queue, dead)));
            }
            for (Future<?> caller : callers) {
                caller.get();
            }
        }
        return dead;
    }

    private void call(RemoveS3Function function, Queue<Message> queue, Queue<Message> dead) {
        while (true) {
            List<Message> batch = new ArrayList<>();
            for (Message next = queue.poll(); next != null; next = queue.poll()) {
                batch.add(next);
                if (batch.size() == 3) {
                    break;
                }
            }
            if (batch.isEmpty()) {
                return;
            }
            JsonNode answer =
                    function.removeS3(S3EventJson.sqs(batch.stream().map(Message::body).toList()));
            for (JsonNode failure : answer.path("batchItemFailures")) {
                String id = failure.path("itemIdentifier").textValue();
                Message failed = batch.get(Integer.parseInt(id.substring("message-".length())));
                retries.incrementAndGet();
                Message again = new Message(failed.body, failed.receives + 1);
                (again.receives < RECEIVES ? queue : dead).add(again);
            }
        }
    }
}
