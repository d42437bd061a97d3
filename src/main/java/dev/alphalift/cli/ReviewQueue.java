package dev.alphalift.cli;

import dev.alphalift.cli.folder.FolderPlan;
import dev.alphalift.confidence.Confidence;
import dev.alphalift.file.FileNames;
import dev.alphalift.pipeline.Removal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Copies of what a person should look at: the picture, its result, whose opacity is the mask, and
/// a text that says why, in the tree of the results. Safe for use by several threads.
///
/// @param results the folder of the results
/// @param folder where the copies go
record ReviewQueue(Path results, Path folder) {
    /// Copies a picture if a person should look at its result.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.TargetUnavailable if it cannot be written
    void add(FolderPlan.Job job, byte[] source, Removal removal, Consumer<String> say)
            throws IOException {
        Confidence confidence = removal.confidence();
        if (!confidence.needsReview()) {
            return;
        }
        Path copy = folder(job.output());
        Files.createDirectories(copy.getParent());
        WholeFile.replace(copy, removal.bytes(), say);
        WholeFile.replace(beside(copy, ".source" + suffix(job.input())), source, say);
        String why = confidence.note(FileNames.shown(job.input()));
        WholeFile.replace(beside(copy, ".txt"), why.getBytes(StandardCharsets.UTF_8), say);
    }

    /// Where the copies of a result, or of a folder of results, go.
    Path folder(Path result) {
        return folder.resolve(results.relativize(result));
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(FileNames.relative(FileNames.lastName(file) + ending));
    }

    private static String suffix(Path file) {
        String name = FileNames.lastName(file);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(dot) : "";
    }
}
