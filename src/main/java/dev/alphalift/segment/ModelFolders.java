package dev.alphalift.segment;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.ModelUnavailable;
import dev.alphalift.file.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where model files lie: the folders that rembg uses, found by the same environment variables, so
/// that what was downloaded for it is found here and the other way round.
public final class ModelFolders {
    private final Path home;
    private final Path oldHome;
    private final Path userHome;
    private final boolean checksHashes;

    /// @param environment `U2NET_HOME`, `REMBG_HOME`, `XDG_DATA_HOME`, `MODEL_CHECKSUM_DISABLED`
    /// @param userHome what `~` stands for
    public ModelFolders(Map<String, String> environment, Path userHome) {
        this.userHome = userHome.toAbsolutePath().normalize();
        String data = environment.get("XDG_DATA_HOME");
        String u2net = environment.get("U2NET_HOME");
        String rembg = environment.get("REMBG_HOME");
        oldHome = u2net != null ? path(u2net) : dataHome(data).resolve(".u2net");
        if (u2net != null && !u2net.isEmpty()) {
            home = oldHome;
        } else if (rembg != null) {
            home = path(rembg);
        } else {
            home =
                    data == null || data.isEmpty()
                            ? this.userHome.resolve(".rembg")
                            : dataHome(data).resolve("rembg");
        }
        checksHashes = !environment.containsKey("MODEL_CHECKSUM_DISABLED");
    }

    private Path dataHome(@Nullable String data) {
        return data == null ? userHome : path(data);
    }

    private Path path(String text) {
        if (text.equals("~")) {
            return userHome;
        }
        Path path =
                text.startsWith("~/")
                        ? userHome.resolve(FileNames.relative(text.substring(2)))
                        : FileNames.path(text);
        return path.toAbsolutePath().normalize();
    }

    /// Where a downloaded file belongs.
    public Path target(ModelSpec model) {
        return home.resolve("models").resolve(model.folder()).resolve(model.file());
    }

    /// The places where a model's file is looked for, in order.
    public List<Path> candidates(ModelSpec model) {
        SequencedSet<Path> candidates = new LinkedHashSet<>();
        candidates.add(target(model));
        candidates.add(oldHome.resolve(model.file()));
        return List.copyOf(candidates);
    }

    /// Whether a model's file is there; its hash is not looked at.
    public boolean holds(ModelSpec model) {
        return !model.isCustom()
                && model.files().stream()
                        .allMatch(file -> candidates(file).stream().anyMatch(Files::isRegularFile));
    }

    /// The file of a model in the catalogue, its hash checked.
    ///
    /// @throws ModelUnavailable if it is in none of its places, or not the file it should be
    public ModelSource locate(ModelSpec model) {
        if (model.input() instanceof InputForm.WithPrompt) {
            List<Path> files = model.files().stream().map(this::checked).toList();
            return new ModelSource.InTwoFiles(files.getFirst(), files.get(1));
        }
        return new ModelSource.InFile(checked(model));
    }

    private Path checked(ModelSpec model) {
        Path file = find(model);
        check(model, file);
        return file;
    }

    /// Sees to it that a model of the catalogue is there, whatever its hash.
    ///
    /// @throws ModelUnavailable if it is in none of its places
    public void require(ModelSpec model) {
        model.files().forEach(this::find);
    }

    private Path find(ModelSpec model) {
        for (Path candidate : candidates(model)) {
            if (Files.exists(candidate)) {
                return candidate;
            }
        }
        String places =
                candidates(model).stream()
                        .map(FileNames::shown)
                        .collect(Collectors.joining(" or "));
        throw new ModelUnavailable(
                model.name(),
                "The model %s is not on this machine: there is no %s.\n%s (licence: %s)."
                        .formatted(model.name(), places, advice(model), model.licence().name()));
    }

    private static String advice(ModelSpec model) {
        if (model.source() != null) {
            return "Maybe fetch it: \"alphalift d %s\", or put %s there"
                    .formatted(model.name(), model.source());
        }
        return model.input() instanceof InputForm.WithPrompt
                ? "Maybe fetch it: \"alphalift d %s\"".formatted(model.name())
                : "It is published nowhere: rembg makes it of birefnet-general.\nMaybe put it there:"
                        + " \"rembg d %s\", or ask for birefnet-general".formatted(model.name());
    }

    /// A user's own model, which must lie in one of the model folders.
    ///
    /// @param modelPath what the user wrote; `~` stands for the home folder
    /// @throws InvalidOption if there is no such file in a model folder
    public ModelSource locateCustom(ModelSpec model, @Nullable String modelPath) {
        if (modelPath == null) {
            throw new InvalidOption(
                    "model",
                    model.name(),
                    "it needs the path of a model as well.\nMaybe add the extras {\"model_path\": \"%s\"}."
                            .formatted(FileNames.shown(home.resolve("my-model.onnx"))),
                    "The model %s needs the path of a model as well: the extras {\"model_path\": \"...\"}."
                            .formatted(model.name()));
        }
        String option = model.pathOption();
        // What a stranger is told of a path that cannot be used, whatever there is.
        String nowhere = option + ": there is no such model on this server.";
        Path path;
        try {
            path = path(modelPath);
        } catch (InvalidPathException e) {
            throw new InvalidOption(
                    option, FileNames.printable(modelPath), "it is no path.", nowhere);
        }
        if (!isInModelFolder(path)) {
            throw new InvalidOption(
                    option,
                    FileNames.printable(modelPath),
                    "it must lie in the models folder %s.".formatted(FileNames.shown(home)),
                    nowhere);
        }
        if (!Files.isRegularFile(path)) {
            throw new ModelUnavailable(
                    model.name(), "The model %s is not a file.".formatted(FileNames.shown(path)));
        }
        return new ModelSource.InFile(path);
    }

    private boolean isInModelFolder(Path path) {
        if (path.startsWith(home) || path.startsWith(oldHome)) {
            try {
                // A link must not lead out of the folder either.
                Path real = path.toRealPath();
                return real.startsWith(real(home)) || real.startsWith(real(oldHome));
            } catch (IOException e) {
                return true;
            }
        }
        return false;
    }

    private static Path real(Path folder) throws IOException {
        return Files.exists(folder) ? folder.toRealPath() : folder;
    }

    /// Whether a file has the hash of a model; any file has where hashes are not checked.
    public boolean accepts(ModelSpec model, Path file) throws IOException {
        Checksum checksum = model.checksum();
        return checksum == null || !checksHashes || checksum.matches(file);
    }

    private void check(ModelSpec model, Path file) {
        Checksum checksum = model.checksum();
        if (checksum == null) {
            return;
        }
        try {
            if (!accepts(model, file)) {
                throw new ModelUnavailable(
                        model.name(),
                        "The file %s is not the model %s: its %s is not %s.\nMaybe fetch it again: \"alphalift d %s\"."
                                .formatted(
                                        FileNames.shown(file),
                                        model.name(),
                                        checksum.algorithm(),
                                        checksum.hex(),
                                        model.name()));
            }
        } catch (IOException e) {
            throw new ModelUnavailable(
                    model.name(),
                    "The model %s cannot be read: %s"
                            .formatted(FileNames.shown(file), FileNames.reason(e)),
                    e);
        }
    }
}
