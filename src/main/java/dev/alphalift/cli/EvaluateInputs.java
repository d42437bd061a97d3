package dev.alphalift.cli;

import dev.alphalift.codec.ImageLimits;
import dev.alphalift.dialect.EvaluateVariants;
import dev.alphalift.dialect.VariantWords;
import dev.alphalift.evaluation.Variant;
import dev.alphalift.evaluation.data.DataSet;
import dev.alphalift.evaluation.data.FileContent;
import dev.alphalift.evaluation.data.Folders;
import dev.alphalift.evaluation.data.Layout;
import dev.alphalift.evaluation.data.Manifest;
import dev.alphalift.evaluation.data.Role;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.file.FileNames;
import dev.alphalift.pipeline.RemovalOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What is evaluated: files, and what predicts.
final class EvaluateInputs {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DATA",
            description = "A folder with the usual folders in it, or a list (JSON, CSV).")
    private @Nullable Path data;

    @Option(names = "--truth", paramLabel = "DIR", description = "True mattes.")
    private @Nullable Path truth;

    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "The pictures, for models and for scores of composites.")
    private @Nullable Path images;

    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Option(
            names = "--predictions",
            paramLabel = "[NAME=]DIR",
            description = "Masks to be scored; several are compared.")
    private List<String> predictions = List.of();

    @Option(
            names = "--trimaps",
            paramLabel = "DIR",
            description = "Trimaps, for matting scores inside them besides.")
    private @Nullable Path trimaps;

    @Option(
            names = "--tags",
            paramLabel = "FILE",
            description = "Tags of pairs, for scores by subset: a list with name and tags.")
    private @Nullable Path tags;

    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Option(
            names = {"-m", "--model"},
            paramLabel = "NAME",
            description = "A model to be scored; several are compared (default: u2netp).")
    private List<String> models = List.of();

    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Option(
            names = "--variant",
            paramLabel = "NAME:OPTIONS",
            description =
                    "A model with options, in rembg's short words: smooth:model=u2netp,ppm=true.")
    private List<String> named = List.of();

    @Option(
            names = "--without-truth",
            description =
                    "Score pictures that have no truth: nothing of that is accuracy. --images alone"
                            + " means the same.")
    private boolean goesWithoutTruth;

    /// @throws dev.alphalift.fault.AlphaliftException if there is no pair, or no truth and nobody
    ///   said that this is meant
    DataSet dataSet(ImageLimits limits) {
        Folders folders = new Folders(limits);
        DataSet found =
                isListed() ? folders.dataSet(requireData(), goesWithoutTruth) : laidOut(folders);
        return tags == null
                ? found
                : found.tagged(
                        Manifest.tags(new FileContent(tags, limits).read(), FileNames.shown(tags)));
    }

    private boolean isListed() {
        return data != null
                && truth == null
                && images == null
                && trimaps == null
                && predictions.isEmpty();
    }

    private Path requireData() {
        if (data == null) {
            throw new InvalidOption(
                    "DATA",
                    "",
                    "there is nothing to evaluate.\nMaybe alphalift evaluate --images DIR --truth DIR");
        }
        return data;
    }

    private DataSet laidOut(Folders folders) {
        Path name = data != null ? data : truth != null ? truth : images;
        if (name == null) {
            requireData();
        }
        Layout layout = Layout.named(name == null ? "" : FileNames.shown(name));
        if (goesWithoutTruth || (data == null && truth == null)) {
            layout.withoutTruth();
        }
        if (data != null) {
            layout.detect(Folders.files(data), folders.opener(data));
        }
        add(layout, Role.TRUTH, truth, folders);
        add(layout, Role.IMAGES, images, folders);
        add(layout, Role.TRIMAPS, trimaps, folders);
        predictionFolders()
                .forEach((variant, folder) ->
                        layout.withPredictions(
                                variant, Folders.files(folder), folders.opener(folder)));
        return layout.dataSet();
    }

    private static void add(Layout layout, Role role, @Nullable Path folder, Folders folders) {
        if (folder != null) {
            layout.with(role, Folders.files(folder), folders.opener(folder));
        }
    }

    private Map<String, Path> predictionFolders() {
        Map<String, Path> byName = new LinkedHashMap<>();
        for (String text : predictions) {
            int equals = text.indexOf('=');
            String name = equals > 0 ? text.substring(0, equals) : onlyName();
            Path folder = FileNames.path(text.substring(equals + 1));
            String called =
                    name != null
                            ? FileNames.printable(name)
                            : FileNames.shown(
                                    FileNames.relative(
                                            FileNames.lastName(
                                                    folder.toAbsolutePath().normalize())));
            if (byName.put(called, folder) != null) {
                throw new InvalidOption(
                        "--predictions",
                        text,
                        "two are called %s.\nMaybe NAME=DIR".formatted(called));
            }
        }
        return byName;
    }

    /// What predictions are called where there are no others.
    private @Nullable String onlyName() {
        return predictions.size() == 1 ? Role.PREDICTIONS.key() : null;
    }

    /// What is compared: predictions where there are any, and models where some are named; without
    /// either the usual model.
    List<Variant> variants(DataSet set) {
        EvaluateVariants variants =
                EvaluateVariants.ofOption("--variant", "NAME:OPTIONS", RemovalOptions.DEFAULT);
        variants.addPredictions(
                set.pairs().stream()
                        .flatMap(pair -> pair.predictions().keySet().stream())
                        .distinct()
                        .sorted()
                        .toList());
        models.forEach(variants::addModel);
        named.forEach(text -> variants.add(variant(text)));
        return variants.orUsual();
    }

    private static Variant variant(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new InvalidOption(
                    "--variant", text, "it must look like NAME:model=u2netp,ppm=true.");
        }
        Map<String, String> words = VariantWords.ofText("--variant", text.substring(colon + 1));
        return new Variant(
                FileNames.printable(text.substring(0, colon)),
                VariantWords.options(words, RemovalOptions.DEFAULT));
    }
}
