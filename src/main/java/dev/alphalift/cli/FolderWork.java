package dev.alphalift.cli;

import dev.alphalift.cli.folder.FolderPlan;
import dev.alphalift.cli.folder.FolderReport;
import dev.alphalift.cli.folder.Tally;
import dev.alphalift.codec.OutputFormat;
import dev.alphalift.codec.format.WholePicture;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import dev.alphalift.fault.Deadline;
import dev.alphalift.fault.FaultKind;
import dev.alphalift.file.FileNames;
import dev.alphalift.image.Size;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.Removal;
import dev.alphalift.pipeline.RemovalOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Does the pictures of a folder, one by one and on several threads: what is done already is left
/// alone, what is no result is made again, and a source goes only when its own result was read back
/// (docs/files.md).
final class FolderWork {
    private static final int BUFFER = 1 << 16;
    private static final String OUT_OF_MEMORY = "out_of_memory";
    private static final String UNEXPECTED = "unexpected_error";

    private final Context context;
    private final BackgroundRemover remover;
    private final RemovalOptions options;
    private final boolean deletesInput;
    private final Tally tally;
    private final FolderReport report;
    private final @Nullable ReviewQueue review;
    private final Leftovers leftovers = new Leftovers();
    private final Set<Path> surveyed = new HashSet<>();
    private boolean hasLinks;
    private final Map<Path, Path> sources = new ConcurrentHashMap<>();
    // Files that several results are: each would be taken for a result of its own.
    private final Set<Object> shared = ConcurrentHashMap.newKeySet();

    /// @param deletesInput whether a source goes when its result is there
    FolderWork(
            Context context,
            BackgroundRemover remover,
            RemovalOptions options,
            boolean deletesInput,
            Tally tally,
            FolderReport report,
            @Nullable ReviewQueue review) {
        this.context = context;
        this.remover = remover;
        this.options = options;
        this.deletesInput = deletesInput;
        this.tally = tally;
        this.report = report;
        this.review = review;
    }

    /// Looks at all results before any is made, and takes away what killed runs have left of some.
    void survey(List<FolderPlan.Job> jobs) {
        Set<Object> seen = new HashSet<>();
        Path before = null;
        for (FolderPlan.Job job : jobs) {
            Path folder = folder(job.output());
            if (!folder.equals(before)) {
                look(folder);
                before = folder;
            }
            try {
                Object key =
                        Files.readAttributes(job.output(), BasicFileAttributes.class).fileKey();
                // One that lies in its own place is a source and no result.
                if (!job.input().equals(job.output()) && key != null && !seen.add(key)) {
                    shared.add(key);
                }
            } catch (IOException e) {
                // Mostly there is no result yet; else it is told when the picture is done.
            }
        }
    }

    /// One bad picture must not stop the others: what goes wrong with it is said and counted.
    ///
    /// @return whether a result was made
    boolean doJob(FolderPlan.Job job) {
        long start = System.nanoTime();
        try {
            Removal made = settle(job);
            if (made == null) {
                report.skipped(job, millisecondsSince(start));
                tally.skip();
            } else {
                report.done(job, made, millisecondsSince(start));
                tally.done();
            }
            return made != null;
        } catch (AlphaliftException e) {
            fail(job, e.code(), String.valueOf(e.getMessage()), start);
        } catch (IOException e) {
            fail(job, FaultKind.SOURCE_UNAVAILABLE.code(), FileNames.reason(e), start);
        } catch (OutOfMemoryError e) {
            // The arrays of this picture are garbage by now: the next one may well fit.
            String reason = "there is not enough memory for a picture of its size.";
            fail(job, OUT_OF_MEMORY, reason, start);
        } catch (RuntimeException e) {
            fail(job, UNEXPECTED, "unexpected error: " + e, start);
        }
        return false;
    }

    private static long millisecondsSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private void fail(FolderPlan.Job job, String code, String reason, long start) {
        report.failed(job, code, reason, millisecondsSince(start));
        tally.fail();
        context.say("%s: %s".formatted(FileNames.shown(job.input()), reason));
    }

    /// @return what was made; null where the result is there already
    private @Nullable Removal settle(FolderPlan.Job job) throws IOException {
        Path source = job.input();
        Path result = job.output();
        if (Files.exists(result) && Files.isSameFile(source, result)) {
            return null;
        }
        if (Files.isDirectory(result)) {
            throw new TargetUnavailable(FileNames.shown(result), "it is a folder.", null);
        }
        claim(job);
        String before = FolderPlan.state(source);
        byte[] file = read(source);
        if (Files.exists(result, LinkOption.NOFOLLOW_LINKS)) {
            String flaw = flaw(result, file);
            if (flaw == null) {
                // Beside its source it may be a picture of its own that shares the name.
                if (deletesInput && !isBeside(job)) {
                    delete(source, before);
                }
                return null;
            }
            requireNoPicture(job, flaw);
            context.say("%s is made again: %s".formatted(FileNames.shown(result), flaw));
        }
        Removal removal = make(job, file);
        if (deletesInput) {
            delete(source, before);
        }
        return removal;
    }

    private void look(Path folder) {
        if (surveyed.add(folder)) {
            hasLinks |= !FolderPlan.real(folder).equals(folder);
            leftovers.deleteFrom(folder);
            if (review != null) {
                leftovers.deleteFrom(review.folder(folder));
            }
        }
    }

    /// Links in the output folder may lead two results to one place; without any none needs to be
    /// remembered.
    private void claim(FolderPlan.Job job) {
        if (!hasLinks) {
            return;
        }
        Path other =
                sources.putIfAbsent(
                        FolderPlan.real(folder(job.output())).resolve(job.output().getFileName()),
                        job.input());
        if (other != null && !other.equals(job.input())) {
            throw new TargetUnavailable(
                    FileNames.shown(job.output()),
                    "the result of %s has that place.".formatted(FileNames.shown(other)),
                    null);
        }
    }

    private void requireNoPicture(FolderPlan.Job job, String flaw) throws IOException {
        if (job.isOverPicture() && Files.size(job.output()) > 0) {
            throw new TargetUnavailable(
                    FileNames.shown(job.output()),
                    "it is a picture of the same folder, and not this one's result: " + flaw,
                    null);
        }
    }

    /// Why what lies in the place of a result is none; null where it is one.
    private @Nullable String flaw(Path result, byte[] source) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(result, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isSymbolicLink()) {
            return "it is a link.";
        }
        if (!attributes.isRegularFile()) {
            throw new TargetUnavailable(FileNames.shown(result), "it is no file.", null);
        }
        if (attributes.size() == 0) {
            return "it is empty.";
        }
        if (attributes.fileKey() != null && shared.contains(attributes.fileKey())) {
            return "it is another picture's result as well.";
        }
        Size size = remover.decoder().open(source).uprightSize();
        try (InputStream in = Files.newInputStream(result);
                AutoClosing _ = room(size)) {
            return new WholePicture(options.output(), options.onlyMask(), size).flaw(in);
        }
    }

    @FunctionalInterface
    private interface AutoClosing extends AutoCloseable {
        @Override
        void close();
    }

    /// PNG is checked in pieces; what is decoded for it needs room as every picture.
    private AutoClosing room(Size size) {
        return options.output() instanceof OutputFormat.Png
                ? () -> {}
                : remover.admit(size, 0, List.of(), Deadline.NONE)::close;
    }

    private Removal make(FolderPlan.Job job, byte[] file) throws IOException {
        Removal removal = remover.remove(file, options, Deadline.NONE);
        Files.createDirectories(job.output().getParent());
        WholeFile.replace(job.output(), removal.bytes(), context::say);
        if (deletesInput) {
            requireOnDisk(job.output(), removal.bytes());
        }
        if (review != null) {
            review.add(job, file, removal, context::say);
        }
        if (!removal.foundSubject()) {
            context.say(
                    FileNames.shown(job.input())
                            + ": the model found no subject; the result is empty.");
        }
        return removal;
    }

    /// Reads back what was written, after the system has put it to the disk.
    private static void requireOnDisk(Path file, byte[] written) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        putToDisk(folder(file));
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            int at = 0;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (count > written.length - at
                        || !Arrays.equals(buffer, 0, count, written, at, at + count)) {
                    throw different(file);
                }
                at += count;
            }
            if (at != written.length) {
                throw different(file);
            }
        }
    }

    /// The name as well as the bytes; where a folder cannot be opened the system sees to it.
    private static void putToDisk(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows, mostly.
        }
    }

    private static TargetUnavailable different(Path file) {
        return new TargetUnavailable(
                FileNames.shown(file),
                "what is there is not what was written; the source is kept.",
                null);
    }

    /// A source that is not the one any more that the result was made of stays.
    private void delete(Path source, String before) throws IOException {
        if (FolderPlan.state(source).equals(before)) {
            Files.deleteIfExists(source);
        } else {
            context.say(FileNames.shown(source) + " has changed meanwhile and is kept.");
        }
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.getParent(), "A result lies in a folder.");
    }

    /// Whether the result's folder is that of the picture.
    private static boolean isBeside(FolderPlan.Job job) {
        return Objects.equals(job.output().getParent(), job.input().getParent());
    }

    private byte[] read(Path path) throws IOException {
        try (InputStream stream = Files.newInputStream(path)) {
            return context.assembly().limits().read(stream);
        }
    }
}
