package dev.alphalift.assembly;

import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.ModelUnavailable;
import dev.alphalift.fault.AlphaliftException.NotAvailable;
import dev.alphalift.fault.AlphaliftException.TargetUnavailable;
import dev.alphalift.fetch.Download;
import dev.alphalift.file.FileNames;
import dev.alphalift.segment.InputForm;
import dev.alphalift.segment.ModelFile;
import dev.alphalift.segment.ModelFolders;
import dev.alphalift.segment.ModelSource;
import dev.alphalift.segment.ModelSpec;
import dev.alphalift.segment.Models;
import dev.alphalift.segment.Refiners;
import dev.alphalift.segment.SamModels;
import dev.alphalift.settings.Setting;
import dev.alphalift.store.ObjectAddress;
import dev.alphalift.store.ObjectStore;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The model files of this machine: which are there, and fetching those that are not.
public final class ModelShelf {
    private static final String MIRROR = Setting.MODELS_URL.variable();

    private static final Pattern HTTP = Pattern.compile("(?i)https?://.+");

    private final ModelFolders folders;
    private final Download download;
    private final @Nullable ObjectStore store;
    private final @Nullable String mirror;

    ModelShelf(
            ModelFolders folders,
            Download download,
            @Nullable ObjectStore store,
            @Nullable String mirror) {
        this.folders = folders;
        this.download = download;
        this.store = store;
        this.mirror = mirror;
    }

    /// One model and how it stands with it.
    ///
    /// @param name what `-m` calls it
    /// @param licence the terms of its weights
    /// @param allowsCommercialUse whether they allow that
    /// @param place where it is, or where it would be put
    public record Entry(String name, String licence, boolean allowsCommercialUse, String place) {}

    /// Names of the models that can be fetched or are part of the program.
    public List<String> names() {
        return Stream.concat(Models.all().stream(), Refiners.all().stream())
                .filter(model -> !model.isCustom())
                .map(ModelSpec::name)
                .toList();
    }

    /// Checks that a model is there and is what it should be.
    ///
    /// @throws ModelUnavailable if it is not
    public Entry check(String name) {
        ModelSpec model = downloadable(name);
        if (Models.embedded(model) != null) {
            return entry(model, "part of the program");
        }
        return switch (folders.locate(model)) {
            case ModelSource.InFile(Path path) -> entry(model, FileNames.shown(path));
            case ModelSource.InTwoFiles(Path encoder, Path decoder) ->
                    entry(model, FileNames.shown(encoder) + " and " + FileNames.shown(decoder));
            case ModelSource.Embedded(String resource) -> entry(model, resource);
        };
    }

    /// Fetches a model into the folder where rembg would put it, and replaces what is there.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException if it cannot be fetched or written
    public Entry fetch(String name, Download.Progress progress) {
        ModelSpec model = downloadable(name);
        if (model.source() == null) {
            return check(name); // published nowhere
        }
        for (ModelSpec file : model.files()) {
            if (file.source() == null) {
                fetchParts(file, progress);
            } else {
                fetchFile(file, progress);
            }
        }
        return entry(model, FileNames.shown(folders.target(model)));
    }

    /// A file that is published in parts, which are put together here.
    private void fetchParts(ModelSpec whole, Download.Progress progress) {
        if (!(whole.input() instanceof InputForm.WithPrompt(_, _, List<ModelFile> parts))) {
            throw new IllegalArgumentException("The file %s has no parts.".formatted(whole.file()));
        }
        List<Path> fetched = new ArrayList<>();
        for (ModelFile part : parts) {
            fetchFile(whole.withFile(part), progress);
            fetched.add(folders.target(whole.withFile(part)));
        }
        Path target = folders.target(whole);
        Path joined = target.resolveSibling(target.getFileName() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(joined)) {
                for (Path part : fetched) {
                    Files.copy(part, out);
                }
            }
            Files.move(joined, target, StandardCopyOption.ATOMIC_MOVE);
            for (Path part : fetched) {
                Files.delete(part);
            }
        } catch (IOException e) {
            throw new TargetUnavailable(target.toString(), FileNames.reason(e), e);
        }
    }

    private void fetchFile(ModelSpec model, Download.Progress progress) {
        Path target = folders.target(model);
        if (store != null && mirror != null && ObjectAddress.looksLikeOne(mirror.strip())) {
            new StoredModel(store, folders)
                    .fetch(ObjectAddress.of(MIRROR, mirror).resolve(file(model)), model);
        } else {
            download.fetch(address(model), target, file -> folders.accepts(model, file), progress);
        }
    }

    /// Fetches a model from the mirror if there is one and the model is not here yet.
    ///
    /// @throws ModelUnavailable if that fails; it says what to do
    public void provide(String name) {
        ModelSpec model = Models.named(name);
        if (mirror == null
                || mirror.isBlank()
                || model.isCustom()
                || model.source() == null
                || Models.embedded(model) != null
                || folders.holds(model)) {
            return;
        }
        try {
            fetch(name, (_, _) -> {});
        } catch (AlphaliftException e) {
            throw new ModelUnavailable(
                    name,
                    "The model %s cannot be fetched: %s\nMaybe put %s to %s (%s), or give it more room: it goes to %s."
                            .formatted(
                                    name,
                                    e.getMessage(),
                                    file(model),
                                    mirror,
                                    MIRROR,
                                    FileNames.shown(folders.target(model))),
                    e);
        }
    }

    /// The name under which it is published.
    private static String file(ModelSpec model) {
        String path = Objects.requireNonNull(model.source()).getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static ModelSpec downloadable(String name) {
        ModelSpec beside = Refiners.ofModel(name);
        beside = beside == null ? SamModels.ofModel(name) : beside;
        ModelSpec model = beside == null ? Models.named(name) : beside;
        if (model.isCustom()) {
            throw new NotAvailable(
                    "Fetching " + name, "it stands for a model of your own, named by model_path.");
        }
        return model;
    }

    private URI address(ModelSpec model) {
        URI source = Objects.requireNonNull(model.source());
        if (mirror == null || mirror.isBlank()) {
            return source;
        }
        String folder = mirror.strip();
        String file = file(model);
        if (HTTP.matcher(folder).matches()) {
            try {
                URI address = new URI(folder.endsWith("/") ? folder + file : folder + "/" + file);
                if (address.getHost() != null) {
                    return address;
                }
            } catch (URISyntaxException e) {
                throw new InvalidOption(MIRROR, mirror, "it is no address: %s.".formatted(e));
            }
        }
        throw new InvalidOption(
                MIRROR, mirror, "it must be an address of http or https, or in a function of s3.");
    }

    private static Entry entry(ModelSpec model, String place) {
        return new Entry(
                model.name(), model.licence().name(), model.licence().allowsCommercialUse(), place);
    }

    /// Why some of rembg's models cannot be used here, by name.
    public Map<String, String> unavailable() {
        return Models.unavailable();
    }
}
