package dev.alphalift.benchmark;

import dev.alphalift.benchmark.measure.SoakLength;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be measured: each model with each number of threads and each picture, in a process of
/// its own.
///
/// @param models names in the catalogue
/// @param threads processors to use, each at least 1
/// @param pictures at least one
/// @param soak how long memory is watched; null: not at all
public record BenchmarkPlan(
        List<String> models,
        List<Integer> threads,
        List<PictureFile> pictures,
        Repeats repeats,
        @Nullable SoakLength soak) {
    private static final int MOST_THREADS = 1_024;

    /// Checks what no measurement would get over.
    ///
    /// @throws InvalidOption if there is nothing to measure, or a number cannot be
    public BenchmarkPlan {
        models = models.stream().distinct().toList();
        threads = threads.stream().distinct().toList();
        pictures = List.copyOf(pictures);
        for (int number : threads) {
            Repeats.require("threads", number, 1, MOST_THREADS);
        }
        requireSome("model", models);
        requireSome("threads", threads);
        requireSome("size", pictures);
    }

    private static void requireSome(String option, List<?> values) {
        if (values.isEmpty()) {
            throw new InvalidOption(option, "", "there must be one.");
        }
    }

    /// How many configurations there are.
    public int size() {
        return configurations().size();
    }

    List<Configuration> configurations() {
        List<Configuration> all = new ArrayList<>();
        for (String model : models) {
            for (int number : threads) {
                for (PictureFile picture : pictures) {
                    all.add(new Configuration(model, number, picture));
                }
            }
        }
        return all;
    }
}
