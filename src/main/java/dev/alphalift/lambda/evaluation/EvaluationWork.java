package dev.alphalift.lambda.evaluation;

import dev.alphalift.evaluation.Evaluation;
import dev.alphalift.evaluation.Report;
import dev.alphalift.evaluation.RunFacts;
import dev.alphalift.evaluation.Variant;
import dev.alphalift.evaluation.data.DataSet;
import dev.alphalift.fault.AlphaliftException.SourceMissing;
import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import dev.alphalift.fault.Deadline;
import dev.alphalift.store.ObjectAddress;
import dev.alphalift.store.ObjectState;
import dev.alphalift.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Scores pairs on this machine, and keeps the results in a store, so that a repetition of the call
/// goes on with them.
final class EvaluationWork {
    static final long MOST_PART_BYTES = 1L << 29;
    private static final String LINES = "application/x-ndjson";

    private final EvaluationSettings settings;
    private final ObjectStore store;

    EvaluationWork(EvaluationSettings settings, ObjectStore store) {
        this.settings = settings;
        this.store = store;
    }

    /// What is to be scored, and how.
    ///
    /// @param resizes whether predictions of another size are resized
    record Task(DataSet data, List<Variant> variants, boolean resizes) {}

    /// Scores all pairs.
    ///
    /// @param progress where results are kept when there is no time for all of them, and where
    ///   those are that an earlier call has left; null: nowhere
    /// @param keeps whether they are kept there in any case
    /// @param use gets the report before it is closed, and what made it
    /// @throws dev.alphalift.fault.AlphaliftException if there is no time
    void run(
            Task task,
            @Nullable ObjectAddress progress,
            boolean keeps,
            Deadline deadline,
            BiConsumer<Report, Evaluation> use) {
        withJournal(journal -> {
            boolean done = false;
            if (progress != null) {
                fetch(progress, journal);
            }
            RunFacts facts = RunFacts.begin(settings.threads());
            Evaluation evaluation = evaluation(task);
            try (Report report =
                    evaluation.run(task.data(), task.variants(), journal, deadline, (_, _) -> {})) {
                // What S3 did not hand out in all that time stands in it as failed.
                deadline.check();
                report.ran(facts);
                use.accept(report, evaluation);
                done = true;
            } finally {
                if (progress != null && (keeps || !done)) {
                    keep(journal, progress);
                }
            }
        });
    }

    /// Makes the report of what [#run] has left of all batches.
    void merge(Task task, ReportFolder folder, int batches, BiConsumer<Report, Evaluation> use) {
        RunFacts facts = RunFacts.begin(settings.threads());
        Evaluation evaluation = evaluation(task);
        try (Report report =
                evaluation.merge(task.data(), task.variants(), () -> parts(folder, batches))) {
            report.ran(facts);
            use.accept(report, evaluation);
        }
    }

    private Evaluation evaluation(Task task) {
        return settings.evaluations().with(task.resizes());
    }

    private Iterator<byte[]> parts(ReportFolder folder, int batches) {
        Iterator<Integer> numbers = IntStream.range(0, batches).iterator();
        return new Iterator<>() {
            private byte @Nullable [] next = advance();

            private byte @Nullable [] advance() {
                byte[] found = null;
                while (found == null && numbers.hasNext()) {
                    found = part(folder.part(numbers.next()));
                }
                return found;
            }

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public byte[] next() {
                if (next == null) {
                    throw new NoSuchElementException();
                }
                byte[] current = next;
                next = advance();
                return current;
            }
        };
    }

    private byte @Nullable [] part(ObjectAddress place) {
        try {
            return Objects.requireNonNull(store.get(place, ObjectState.LATEST, MOST_PART_BYTES));
        } catch (SourceMissing e) {
            return null;
        }
    }

    private void fetch(ObjectAddress progress, Path journal) {
        byte[] earlier = part(progress);
        if (earlier != null) {
            try {
                Files.write(journal, earlier);
            } catch (IOException e) {
                throw unwritable(journal, e);
            }
        }
    }

    private void keep(Path journal, ObjectAddress progress) {
        try {
            store.put(progress, Files.readAllBytes(journal), LINES, Map.of());
        } catch (IOException e) {
            throw unwritable(journal, e);
        }
    }

    private static void withJournal(Consumer<Path> action) {
        Path journal = Path.of("evaluation.jsonl");
        try {
            journal = Files.createTempFile("alphalift-", ".jsonl");
            action.accept(journal);
        } catch (IOException e) {
            throw unwritable(journal, e);
        } finally {
            delete(journal);
        }
    }

    private static void delete(Path journal) {
        try {
            Files.deleteIfExists(journal);
        } catch (IOException e) {
            throw unwritable(journal, e);
        }
    }

    private static TargetUnavailable unwritable(Path file, IOException e) {
        return new TargetUnavailable(file.toString(), String.valueOf(e.getMessage()), e);
    }
}
