package dev.alphalift.cli;

import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import dev.alphalift.fault.Deadline;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.Removal;
import dev.alphalift.pipeline.RemovalOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "p",
        description = "Remove the background of all pictures below a folder.",
        footer = {
            "",
            "The output folder gets the same tree, each file with the suffix .png (or that of --format);"
                    + " pictures side by side that differ only in their suffix keep it (a.jpg.png,"
                    + " a.png.png). What is there"
                    + " already is left alone, so that an interrupted run can be called again."
        })
final class RemoveFolder implements Callable<Integer> {
    private static final String STOP_FILE = "stop.txt";
    private static final long WATCH_PAUSE_MILLIS = 500;

    private final Context context;
    private final ProgressLine line;
    private final Tally tally = new Tally();
    // Pictures and their states that need no other try; used by the command's own thread only.
    private final Set<String> handled = new HashSet<>();

    @Mixin private final PictureOptions picture = new PictureOptions();

    @Option(
            names = {"-w", "--watch"},
            description =
                    "Go on with what is added to the folder, until a file stop.txt is put there.")
    private boolean watch;

    @Option(
            names = {"-d", "--delete_input"},
            description = "Delete each input when its result is on disk.")
    private boolean deleteInput;

    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Parameters(index = "0", paramLabel = "INPUT", description = "The folder with the pictures.")
    private Path input = Path.of("");

    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Parameters(
            index = "1",
            paramLabel = "OUTPUT",
            description = "The folder for the results; made when it is not there.")
    private Path output = Path.of("");

    RemoveFolder(Context context) {
        this.context = context;
        this.line = new ProgressLine(context.streams());
    }

    @Override
    public Integer call() {
        RemovalOptions options = picture.toRemovalOptions();
        if (!Files.isDirectory(input)) {
            throw new SourceUnavailable(input.toString(), "it is no folder.", null);
        }
        FolderPlan plan = new FolderPlan(input, output, options.output().suffix());
        long start = System.nanoTime();
        try (BackgroundRemover remover = context.backgroundRemover();
                ExecutorService executor =
                        Executors.newFixedThreadPool(context.assembly().places())) {
            remover.prepare(options);
            List<FolderPlan.Job> jobs = plan.jobs();
            jobs.stream()
                    .filter(job -> !Files.exists(job.output()))
                    .forEach(job -> handled.add(job + state(job.input())));
            run(jobs, remover, options, executor);
            if (watch) {
                watch(plan, remover, options, executor);
            }
        }
        line.clear();
        context.say(tally.summary(System.nanoTime() - start));
        return tally.failed() == 0 ? ExitCode.DONE : ExitCode.SOME_FAILED;
    }

    private void run(
            List<FolderPlan.Job> jobs,
            BackgroundRemover remover,
            RemovalOptions options,
            ExecutorService executor) {
        List<? extends Future<?>> running =
                jobs.stream()
                        .map(job ->
                                executor.submit(() -> {
                                    doJob(job, remover, options);
                                    line.show(tally.handled() + " of " + jobs.size());
                                }))
                        .toList();
        running.forEach(RemoveFolder::await);
    }

    private static void await(Future<?> job) {
        try {
            job.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /// One bad picture must not stop the others: what goes wrong with it is said and counted.
    private void doJob(FolderPlan.Job job, BackgroundRemover remover, RemovalOptions options) {
        try {
            boolean wasThere = Files.exists(job.output());
            if (wasThere) {
                tally.skip();
            } else {
                byte[] file = read(job.input());
                Removal removal = remover.remove(file, options, Deadline.NONE);
                Files.createDirectories(job.output().getParent());
                WholeFile.write(job.output(), removal.bytes());
                tally.done();
                if (!removal.foundSubject()) {
                    line.say(job.input() + ": the model found no subject; the result is empty.");
                }
                if (watch) {
                    line.say("processed: %s -> %s".formatted(job.input(), job.output()));
                }
            }
            if (deleteInput && !isSameFile(job) && !(wasThere && isBeside(job))) {
                Files.deleteIfExists(job.input());
            }
        } catch (AlphaliftException e) {
            fail(job, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            fail(job, WholeFile.reason(e));
        } catch (OutOfMemoryError e) {
            // The arrays of this picture are garbage by now: the next one may well fit.
            fail(job, "there is not enough memory for a picture of its size.");
        } catch (RuntimeException e) {
            fail(job, "unexpected error: " + e);
        }
    }

    private void fail(FolderPlan.Job job, String reason) {
        tally.fail();
        line.say("%s: %s".formatted(job.input(), reason));
    }

    private static boolean isSameFile(FolderPlan.Job job) throws IOException {
        return Files.isSameFile(job.input(), job.output());
    }

    /// Whether the result's folder is that of the picture: what was there before may be a picture
    /// of its own that shares the name.
    private static boolean isBeside(FolderPlan.Job job) {
        return Objects.equals(job.output().getParent(), job.input().getParent());
    }

    private byte[] read(Path path) throws IOException {
        try (InputStream stream = Files.newInputStream(path)) {
            return context.assembly().limits().read(stream);
        }
    }

    /// Looks at the folder again and again, which works on network folders too; a picture is taken
    /// when it has not changed between two looks, so that one still being written is left alone.
    private void watch(
            FolderPlan plan,
            BackgroundRemover remover,
            RemovalOptions options,
            ExecutorService executor) {
        Path stop = input.resolve(STOP_FILE);
        Map<FolderPlan.Job, String> seen = new HashMap<>();
        while (!Files.exists(stop)) {
            Map<FolderPlan.Job, String> now = new HashMap<>();
            for (FolderPlan.Job job : plan.jobs()) {
                if (!Files.exists(job.output())) {
                    now.put(job, state(job.input()));
                }
            }
            List<FolderPlan.Job> ready =
                    now.entrySet().stream()
                            .filter(entry -> entry.getValue().equals(seen.get(entry.getKey())))
                            // A file that failed is tried again only when it has changed.
                            .filter(entry -> handled.add(entry.getKey() + entry.getValue()))
                            .map(Map.Entry::getKey)
                            .toList();
            run(ready, remover, options, executor);
            seen.clear();
            seen.putAll(now);
            try {
                Thread.sleep(WATCH_PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        try {
            Files.deleteIfExists(stop);
        } catch (IOException e) {
            throw new TargetUnavailable(stop.toString(), WholeFile.reason(e), e);
        }
    }

    private static String state(Path file) {
        try {
            return Files.size(file) + " " + Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return "";
        }
    }
}
