package dev.alphalift.evaluation;

import dev.alphalift.eval.Comparison;
import dev.alphalift.evaluation.data.BytesContent;
import dev.alphalift.evaluation.data.DataSet;
import dev.alphalift.evaluation.data.PairSource;
import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.Deadline;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Scores a data set for some variants, several pairs at a time, and reduces the results. Results
/// go to disk as they come; what is there of an earlier run of the same work is not computed again.
public final class Evaluation {
    private static final Failure NOT_SCORED =
            new Failure("not_scored", "None of the partial results has this pair.");

    private final Evaluator evaluator;
    private final int places;
    private final String version;

    /// @param places pairs in work at once
    /// @param version of this program: another one's results are not gone on with
    Evaluation(Evaluator evaluator, int places, String version) {
        this.evaluator = evaluator;
        this.places = places;
        this.version = version;
    }

    /// Told of progress, by any thread.
    @FunctionalInterface
    public interface Progress {
        /// Tells how far it is.
        ///
        /// @param done results that are there, those of earlier runs included
        /// @param all results that there will be: one a pair and variant
        void show(int done, int all);
    }

    /// The same, which tells of its own mistakes: what fails for no reason that a caller could know
    /// stands in the report without its reason.
    public Evaluation telling(Mistakes mistakes) {
        return new Evaluation(evaluator.telling(mistakes), places, version);
    }

    /// Scores all pairs.
    ///
    /// @param journal where results are kept meanwhile; made, or gone on with
    /// @return the report, which the caller closes
    /// @throws dev.alphalift.fault.AlphaliftException if results cannot be kept, or the deadline
    ///   comes, and then with how far it was; what is wrong with a pair stands in its results
    ///   instead
    public Report run(
            DataSet data,
            List<Variant> variants,
            Path journal,
            Deadline deadline,
            Progress progress) {
        Journal results = Journal.open(journal, work(data, variants));
        return closing(results, () -> run(results, data, variants, deadline, progress), _ -> {});
    }

    /// Scores all pairs, in one go: nothing is left to go on with.
    ///
    /// @return the report, which the caller closes
    /// @throws dev.alphalift.fault.AlphaliftException as above
    public Report run(DataSet data, List<Variant> variants, Deadline deadline) {
        return run(data, variants, deadline, _ -> {});
    }

    /// The same for one who also wants what there is when the deadline comes first.
    ///
    /// @param unfinished gets it before that is thrown: variant by variant in the order of names
    public Report run(
            DataSet data,
            List<Variant> variants,
            Deadline deadline,
            Consumer<PairResult> unfinished) {
        Journal results = Journal.temporary();
        return closing(
                results,
                () -> run(results, data, variants, deadline, (_, _) -> {}),
                _ -> Report.forEach(data, variants, results, unfinished));
    }

    /// Closes the results when there is no report that will.
    private static Report closing(
            Journal results, Supplier<Report> run, Consumer<DeadlineExceeded> late) {
        boolean done = false;
        try {
            Report report = run.get();
            done = true;
            return report;
        } catch (DeadlineExceeded fault) {
            late.accept(fault);
            throw fault;
        } finally {
            if (!done) {
                results.close();
            }
        }
    }

    private Report run(
            Journal results,
            DataSet data,
            List<Variant> variants,
            Deadline deadline,
            Progress progress) {
        Tally tally = new Tally(progress, data.pairs().size() * variants.size());
        try {
            List<List<Variant>> rounds = evaluator.prepare(variants);
            try (ExecutorService executor = Executors.newFixedThreadPool(places)) {
                for (List<Variant> round : rounds) {
                    score(data, round, results, deadline, tally, executor);
                }
            }
            return Report.of(data, variants, results, version);
        } catch (DeadlineExceeded late) {
            throw tally.tell(late);
        }
    }

    /// Makes the report of results that others have computed, each for a part of the pairs: the
    /// same as [#run] makes of all, whatever the parts and their order.
    ///
    /// @param parts what [#run] has left of its parts, the bytes of a journal each; those of other
    ///   work count for nothing
    /// @return the report, which the caller closes; pairs whose results are in no part, or came of
    ///   other files, stand in it as failed
    public Report merge(DataSet data, List<Variant> variants, Iterable<byte[]> parts) {
        Journal results = Journal.temporary(work(data, variants));
        try {
            parts.forEach(results::take);
            for (PairSource pair : data.pairs()) {
                for (Variant variant : variants) {
                    addMissing(pair, variant, results);
                }
            }
            return Report.of(data, variants, results, version);
        } catch (RuntimeException e) {
            results.close();
            throw e;
        }
    }

    private static void addMissing(PairSource pair, Variant variant, Journal results) {
        Journal.Key key = new Journal.Key(variant.name(), pair.name());
        PairResult result = results.get(key);
        boolean isThere =
                result != null
                        && (result.failure() != null
                                || result.stamp()
                                        .equals(Evaluator.stampOr(pair, variant, "missing")));
        if (!isThere) {
            results.add(Evaluator.failed(pair, variant, null, NOT_SCORED));
        }
    }

    /// What was compared for a result that was scored: for a look at it.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException if its files have gone or changed since
    public Comparison comparison(PairSource pair, Variant variant, Deadline deadline) {
        return evaluator.comparison(pair, variant, deadline);
    }

    /// What decides over results beside the files.
    private String work(DataSet data, List<Variant> variants) {
        StringBuilder work = new StringBuilder();
        work.append(version).append('\n').append(data.name()).append('\n');
        work.append(new TreeMap<>(evaluator.rules().described())).append('\n');
        for (Variant variant : variants) {
            work.append(variant.name()).append('=');
            work.append(variant.options() == null ? "" : variant.options().model());
            work.append(variant.described()).append('\n');
        }
        return BytesContent.sha256(work.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// How far a run is.
    private static final class Tally {
        private final Progress progress;
        private final int all;
        private final AtomicInteger done = new AtomicInteger();

        Tally(Progress progress, int all) {
            this.progress = progress;
            this.all = all;
        }

        void add(int results) {
            progress.show(done.addAndGet(results), all);
        }

        DeadlineExceeded tell(DeadlineExceeded late) {
            return new DeadlineExceeded(late.patience(), done.get(), all);
        }
    }

    private void score(
            DataSet data,
            List<Variant> variants,
            Journal journal,
            Deadline deadline,
            Tally tally,
            ExecutorService executor) {
        Semaphore room = new Semaphore(2 * places);
        List<Future<?>> running = new ArrayList<>();
        for (PairSource pair : data.pairs()) {
            deadline.check();
            room.acquireUninterruptibly();
            running.removeIf(Evaluation::isOver);
            running.add(
                    executor.submit(() -> {
                        try {
                            score(pair, variants, journal, deadline);
                            tally.add(variants.size());
                        } finally {
                            room.release();
                        }
                    }));
        }
        running.forEach(Evaluation::await);
    }

    private void score(
            PairSource pair, List<Variant> variants, Journal journal, Deadline deadline) {
        List<Variant> missing =
                variants.stream()
                        .filter(variant ->
                                !journal.holds(
                                        new Journal.Key(variant.name(), pair.name()),
                                        Evaluator.stampOr(pair, variant, "missing")))
                        .toList();
        if (!missing.isEmpty()) {
            evaluator.evaluate(pair, missing, deadline).forEach(journal::add);
        }
    }

    private static boolean isOver(Future<?> future) {
        if (future.isDone()) {
            await(future);
            return true;
        }
        return false;
    }

    private static void await(Future<?> future) {
        try {
            future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
