package dev.alphalift.segment;

import static dev.alphalift.segment.ModelSpec.OutputRule.CLASSES;
import static dev.alphalift.segment.ModelSpec.OutputRule.MIN_MAX;
import static dev.alphalift.segment.ModelSpec.OutputRule.OPACITY;
import static dev.alphalift.segment.ModelSpec.OutputRule.SIGMOID_MIN_MAX;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.NotAvailable;
import dev.alphalift.segment.ModelSpec.Licence;
import dev.alphalift.segment.ModelSpec.Normalization;
import dev.alphalift.segment.ModelSpec.OutputRule;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The catalogue: every model name that rembg 2.0.86 knows, and some of ours: what is known of
/// each. Adding a model is adding a row.
public final class Models {
    /// The model that is used when none is asked for; part of the program.
    public static final String DEFAULT = "u2netp";

    /// The same network in integers: three times as fast, its masks a little different.
    public static final String INT8 = "u2netp-int8";

    private static final Map<String, ModelSource.Embedded> EMBEDDED =
            Map.of(
                    DEFAULT, new ModelSource.Embedded("/models/u2netp-rewritten.onnx"),
                    INT8, new ModelSource.Embedded("/models/u2netp-int8.onnx"));

    /// Where rembg publishes the files.
    static final String RELEASE = "https://github.com/danielgatis/rembg/releases/download/v0.0.0/";

    private static final Normalization IMAGENET =
            new Normalization(List.of(.485, .456, .406), List.of(.229, .224, .225));
    private static final Normalization IMAGENET_MEAN =
            new Normalization(List.of(.485, .456, .406), List.of(1.0, 1.0, 1.0));
    private static final Normalization HALF =
            new Normalization(List.of(.5, .5, .5), List.of(1.0, 1.0, 1.0));

    private static final Normalization HALF_RANGE =
            new Normalization(List.of(.5, .5, .5), List.of(.5, .5, .5));

    private static final InputForm SQUARE_320 = new InputForm.Square(320);
    private static final InputForm MODNET = new InputForm.ShortSide(512, 32, 2048);

    private static final Licence APACHE = new Licence("Apache-2.0", true);
    private static final Licence MIT = new Licence("MIT", true);
    private static final Licence BRIA =
            new Licence("BRIA RMBG-2.0, non-commercial (CC BY-NC 4.0)", false);
    private static final Licence OWN = new Licence("the model's own", true);

    private static final SequencedMap<String, ModelSpec> ROWS = new LinkedHashMap<>();
    private static final Map<String, String> REASONS = new LinkedHashMap<>();

    static {
        u2net("u2netp", "8e83ca70e441ab06c318d82300c84806");
        // Made of u2netp by dev/models/quantize.py; its file is a part of the program only.
        add(
                new ModelSpec(
                        INT8,
                        INT8,
                        "u2netp-int8.onnx",
                        Checksum.sha256(
                                "4348616e460fdb57393d560144a46489a1f1eed76a18889d6ae91902903b574a"),
                        null,
                        IMAGENET,
                        SQUARE_320,
                        MIN_MAX,
                        APACHE));
        // The same weights as published, for comparison with the rewritten ones in the program.
        add(
                new ModelSpec(
                        "u2netp-published",
                        "u2netp",
                        "u2netp.onnx",
                        Checksum.md5("8e83ca70e441ab06c318d82300c84806"),
                        URI.create(RELEASE + "u2netp.onnx"),
                        IMAGENET,
                        SQUARE_320,
                        MIN_MAX,
                        APACHE));
        u2net("u2net", "60024c5c889badc19c04ad937298a77b");
        u2net("u2net_human_seg", "c09ddc2e0104f800e3e1bb4652583d1f");
        u2net("silueta", "55e59e0d8062d2f5d013f4725ee84782");
        add(
                large("isnet-general-use", "isnet-general-use", HALF, MIN_MAX, APACHE)
                        .with("fc16ebd8b0c10d971d3513d564d01e29"));
        add(
                large("isnet-anime", "isnet-anime", IMAGENET_MEAN, MIN_MAX, APACHE)
                        .with("6f184e756bb3bd901c8849220a83e38e"));
        birefnet("birefnet-general", "general-epoch_244", "7a35a0141cbbc80de11d9c9a28f52697");
        // rembg makes its file of that of birefnet-general; it is published nowhere.
        add(
                new ModelSpec(
                        "birefnet-general-fp16",
                        "birefnet-general-fp16",
                        "birefnet-general-fp16.onnx",
                        null,
                        null,
                        IMAGENET,
                        new InputForm.Square(1024),
                        SIGMOID_MIN_MAX,
                        MIT));
        birefnet(
                "birefnet-general-lite",
                "general-bb_swin_v1_tiny-epoch_232",
                "4fab47adc4ff364be1713e97b7e66334");
        birefnet("birefnet-portrait", "portrait-epoch_150", "c3a64a6abf20250d090cd055f12a3b67");
        birefnet("birefnet-dis", "DIS-epoch_590", "2d4d44102b446f33a4ebb2e56c051f2b");
        birefnet("birefnet-hrsod", "HRSOD_DHU-epoch_115", "c017ade5de8a50ff0fd74d790d268dda");
        birefnet("birefnet-cod", "COD-epoch_125", "f6d0d21ca89d287f17e7afe9f5fd3b45");
        birefnet(
                "birefnet-massive",
                "massive-TR_DIS5K_TR_TEs-epoch_420",
                "33e726a2136a3d59eb0fdf613e31e3e9");
        add(
                large("bria-rmbg", "bria-rmbg-2.0", IMAGENET, MIN_MAX, BRIA)
                        .with(
                                Checksum.sha256(
                                        "5b486f08200f513f460da46dd701db5fbb47d79b4be4b708a19444bcd4e79958")));
        add(
                new ModelSpec(
                        "u2net_cloth_seg",
                        "u2net_cloth_seg",
                        "u2net_cloth_seg.onnx",
                        Checksum.md5("2434d1f3cb744e0e49386c906e5a08bb"),
                        URI.create(RELEASE + "u2net_cloth_seg.onnx"),
                        IMAGENET,
                        new InputForm.Square(768),
                        CLASSES,
                        MIT));
        add(SamModels.all().getFirst());
        modnet(
                "modnet",
                "07c308cf0fc7e6e8b2065a12ed7fc07e1de8febb7dc7839d7b7f15dd66584df9",
                "https://github.com/Zeyi-Lin/HivisionIDPhotos/releases/download/pretrained-model/modnet_photographic_portrait_matting.onnx");
        modnet(
                "modnet-webcam",
                "52ace7b5c455f527542b496151996bed429b67ca8efc8bd793485a631363c688",
                "https://github.com/clibdev/MODNet/releases/latest/download/modnet-webcam.onnx");
        custom("u2net_custom", IMAGENET, SQUARE_320, MIN_MAX);
        custom("dis_custom", HALF, new InputForm.Square(1024), MIN_MAX);
        custom("ben_custom", HALF, new InputForm.Square(1024), MIN_MAX);
        custom("modnet_custom", HALF_RANGE, MODNET, OPACITY);

        REASONS.put(
                "withoutbg", "it is a paid remote service, and pictures never leave this machine.");
        REASONS.put(
                "atlascloud",
                "it is a paid remote service, and pictures never leave this machine.");
    }

    private Models() {}

    /// All models that can be run, in the order of the documentation.
    public static List<ModelSpec> all() {
        return List.copyOf(ROWS.values());
    }

    /// The names that are known but cannot be used, each with the reason.
    public static Map<String, String> unavailable() {
        return Map.copyOf(REASONS);
    }

    /// The row of a model.
    ///
    /// @throws InvalidOption if there is no model of that name
    /// @throws NotAvailable if there is one elsewhere but not here
    public static ModelSpec named(String name) {
        ModelSpec row = ROWS.get(name);
        if (row != null) {
            return row;
        }
        if (Refiners.ofModel(name) != null) {
            throw new InvalidOption(
                    "model",
                    name,
                    "it refines masks and makes none.\nMaybe ask for vitmatte beside another model.");
        }
        if (SamModels.ofModel(name) != null) {
            throw new InvalidOption(
                    "model",
                    name,
                    "it is a size of sam.\nMaybe ask for sam, with the extra sam_model and, for the files in integers, sam_quant.");
        }
        String reason = REASONS.get(name);
        if (reason != null) {
            throw new NotAvailable("The model " + name, reason);
        }
        throw new InvalidOption(
                "model",
                name,
                "there is no model of that name.\nMaybe one of these: %s."
                        .formatted(String.join(", ", ROWS.keySet())));
    }

    /// The model's bytes where they are part of the program, else null.
    public static ModelSource.@Nullable Embedded embedded(ModelSpec model) {
        return EMBEDDED.get(model.name());
    }

    private static void u2net(String name, String md5) {
        add(
                new ModelSpec(
                        name,
                        name,
                        name + ".onnx",
                        Checksum.md5(md5),
                        URI.create(RELEASE + name + ".onnx"),
                        IMAGENET,
                        SQUARE_320,
                        MIN_MAX,
                        APACHE));
    }

    private static void birefnet(String name, String asset, String md5) {
        add(large(name, "BiRefNet-" + asset, IMAGENET, SIGMOID_MIN_MAX, MIT).with(md5));
    }

    /// Portraits without a trimap (Ke et al. 2022), in the form of the project's ONNX demo.
    private static void modnet(String name, String sha256, String address) {
        add(
                new ModelSpec(
                        name,
                        name,
                        name + ".onnx",
                        Checksum.sha256(sha256),
                        URI.create(address),
                        HALF_RANGE,
                        MODNET,
                        OPACITY,
                        APACHE));
    }

    private static void custom(
            String name, Normalization normalization, InputForm input, OutputRule rule) {
        add(new ModelSpec(name, name, "", null, null, normalization, input, rule, OWN));
    }

    private static Large large(
            String name,
            String asset,
            Normalization normalization,
            OutputRule rule,
            Licence licence) {
        return new Large(name, asset, normalization, rule, licence);
    }

    private static void add(ModelSpec row) {
        ROWS.put(row.name(), row);
    }

    /// A model of 1024 pixels whose published file has a name of its own.
    private record Large(
            String name,
            String asset,
            Normalization normalization,
            OutputRule rule,
            Licence licence) {
        ModelSpec with(String md5) {
            return with(Checksum.md5(md5));
        }

        ModelSpec with(Checksum checksum) {
            return new ModelSpec(
                    name,
                    name,
                    name + ".onnx",
                    checksum,
                    URI.create(RELEASE + asset + ".onnx"),
                    normalization,
                    new InputForm.Square(1024),
                    rule,
                    licence);
        }
    }
}
