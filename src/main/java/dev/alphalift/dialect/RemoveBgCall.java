package dev.alphalift.dialect;

import dev.alphalift.codec.OutputFormat;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.AlphaliftException.NotAvailable;
import dev.alphalift.image.Framing;
import dev.alphalift.image.Position;
import dev.alphalift.image.Rgba;
import dev.alphalift.pipeline.Arrangement;
import dev.alphalift.pipeline.BackgroundFile;
import dev.alphalift.pipeline.RemovalOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a call of remove.bg's interface asks for: a picture, or the address of one, and what is to
/// be done with it. Parameters that are not known are ignored, as remove.bg does it.
public final class RemoveBgCall {
    /// What a fault names when there is not exactly one picture.
    static final String SOURCE = "image_file, image_file_b64 or image_url";

    private static final String BACKGROUND_FILE = "bg_image_file";
    private static final String BACKGROUND_URL = "bg_image_url";

    private static final Set<String> TYPES =
            Set.of(
                    "auto",
                    "person",
                    "product",
                    "animal",
                    "car",
                    "car_interior",
                    "car_part",
                    "transportation",
                    "graphic",
                    "graphics",
                    "other");

    /// Reads what a call names by its address.
    @FunctionalInterface
    public interface Reader {
        /// The bytes of the file there.
        byte[] read(String address);
    }

    private final byte @Nullable [] image;
    private final @Nullable String address;
    private final @Nullable String backgroundAddress;
    private final String type;
    private final RemovalOptions options;

    private RemoveBgCall(WebForm form, RemovalOptions options) {
        this.image = image(form);
        this.address = text(form, "image_url");
        this.backgroundAddress = text(form, BACKGROUND_URL);
        this.type = type(form);
        this.options = options;
    }

    /// What a form asks for.
    ///
    /// @param defaults what holds where it says nothing
    /// @param defaultSize how large a result is then
    /// @throws InvalidOption if a value is none that its parameter can have, or there is not
    ///   exactly one picture
    /// @throws NotAvailable for what is not built yet
    public static RemoveBgCall of(WebForm form, RemovalOptions defaults, RemoveBgSize defaultSize) {
        checkSource(form);
        checkOthers(form);
        return new RemoveBgCall(form, options(form, defaults, defaultSize));
    }

    private static void checkSource(WebForm form) {
        List<String> given =
                Stream.of("image_file", "image_file_b64", "image_url")
                        .filter(name -> file(form, name) != null || text(form, name) != null)
                        .toList();
        if (given.size() != 1) {
            throw new InvalidOption(
                    SOURCE, String.join(", ", given), "exactly one of them must hold a picture.");
        }
    }

    /// What has no effect here is checked all the same: a mistake in it is one in the caller.
    private static void checkOthers(WebForm form) {
        oneOf(form, "type_level", "none", "1", "2", "latest");
        oneOf(form, "shadow_type", "none", "auto", "car", "3d", "drop");
        RembgParameters.bool(form, "semitransparency");
        String opacity = text(form, "shadow_opacity");
        if (opacity != null && !opacity.matches("\\d{1,2}|100")) {
            throw new InvalidOption("shadow_opacity", opacity, "it must lie in 0 to 100.");
        }
        if (RembgParameters.bool(form, "add_shadow")) {
            throw new NotAvailable("The parameter add_shadow", "it is not built yet.");
        }
    }

    private static String type(WebForm form) {
        String type = text(form, "type");
        if (type == null) {
            return "auto";
        }
        String name = type.toLowerCase(Locale.ROOT);
        if (!TYPES.contains(name)) {
            throw new InvalidOption(
                    "type", type, "it must be auto, person, product, animal, car or the like.");
        }
        return name;
    }

    private static RemovalOptions options(
            WebForm form, RemovalOptions defaults, RemoveBgSize defaultSize) {
        String size = text(form, "size");
        double scale = RemoveBgLengths.scale(text(form, "scale"));
        Position fallback = scale > 0 ? Position.CENTRE : Position.ORIGINAL;
        Framing framing =
                new Framing(
                        RembgParameters.bool(form, "crop"),
                        RemoveBgLengths.margins(text(form, "crop_margin")),
                        scale,
                        RemoveBgLengths.position(text(form, "position"), fallback));
        String format = oneOf(form, "format", "auto", "png", "jpg", "jpeg", "webp", "zip");
        boolean onlyMask = "alpha".equals(oneOf(form, "channels", "rgba", "alpha"));
        OutputFormat.Jpeg jpeg =
                new OutputFormat.Jpeg(OutputFormat.QUALITY, OutputFormat.Jpeg.WHITE);
        Arrangement arrangement =
                new Arrangement(
                        (size == null ? defaultSize : RemoveBgSize.named("size", size))
                                .mostPixels(),
                        RemoveBgLengths.area(text(form, "roi")),
                        framing,
                        backgroundFile(form),
                        format == null || format.equals("auto") ? jpeg : null);
        return defaults.withOnlyMask(onlyMask)
                .withBackground(background(form))
                .withArrangement(arrangement)
                .withOutput(output(format == null ? "auto" : format, onlyMask, jpeg));
    }

    private static OutputFormat output(String format, boolean onlyMask, OutputFormat.Jpeg jpeg) {
        return switch (format) {
            case "jpg", "jpeg" -> jpeg;
            case "webp" -> new OutputFormat.Webp(OutputFormat.QUALITY, false);
            case "zip" -> {
                if (onlyMask) {
                    throw new InvalidOption(
                            "format", format, "with channels=alpha there are no colours for it.");
                }
                yield new OutputFormat.Zip(OutputFormat.QUALITY);
            }
            default -> new OutputFormat.Png();
        };
    }

    private static @Nullable Rgba background(WebForm form) {
        String text = text(form, "bg_color");
        if (text == null) {
            return null;
        }
        if (file(form, BACKGROUND_FILE) != null || text(form, BACKGROUND_URL) != null) {
            throw new InvalidOption(
                    "bg_color", text, "there is one background: a colour or a picture.");
        }
        Rgba colour = CssColours.named(text);
        if (colour == null) {
            throw new InvalidOption(
                    "bg_color",
                    text,
                    "it must be 3, 4, 6 or 8 hexadecimal digits or a name that CSS knows.");
        }
        return colour;
    }

    private static @Nullable BackgroundFile backgroundFile(WebForm form) {
        byte[] file = file(form, BACKGROUND_FILE);
        if (file == null) {
            return null;
        }
        String address = text(form, BACKGROUND_URL);
        if (address != null) {
            throw new InvalidOption(
                    BACKGROUND_URL, "", "there is one background: a file or an address.");
        }
        return new BackgroundFile(BACKGROUND_FILE, file);
    }

    private static byte @Nullable [] image(WebForm form) {
        byte[] file = file(form, "image_file");
        if (file == null) {
            file = file(form, "image_file_b64");
        }
        String text = text(form, "image_file_b64");
        return file == null && text != null
                ? TextForm.ofBase64("image_file_b64", text.getBytes(StandardCharsets.ISO_8859_1))
                : file;
    }

    private static @Nullable String oneOf(WebForm form, String name, String... values) {
        String text = text(form, name);
        if (text == null) {
            return null;
        }
        String value = text.toLowerCase(Locale.ROOT);
        if (!List.of(values).contains(value)) {
            throw new InvalidOption(
                    name, text, "it must be one of %s.".formatted(String.join(", ", values)));
        }
        return value;
    }

    /// A file that holds something: pages send an empty one where none was chosen.
    private static byte @Nullable [] file(WebForm form, String name) {
        byte[] file = form.file(name);
        return file == null || file.length == 0 ? null : file;
    }

    /// A value that says something: an empty field of a form is one that was left alone.
    private static @Nullable String text(WebForm form, String name) {
        String text = form.get(name);
        return text == null || text.isBlank() ? null : text.strip();
    }

    /// The picture's file, not a copy; null where there is an [#address] instead.
    public byte @Nullable [] image() {
        return image;
    }

    /// Where the picture is, null where there is an [#image].
    public @Nullable String address() {
        return address;
    }

    /// Where the picture is that goes behind the cutout; null for none. What is there belongs into
    /// [#before].
    public @Nullable String backgroundAddress() {
        return backgroundAddress;
    }

    /// What the subject was said to be.
    String type() {
        return type;
    }

    /// What is to be done, save for a background that is still at its address.
    public RemovalOptions options() {
        return options;
    }

    /// The picture's file, which is read if it was only named.
    public byte[] image(Reader reader) {
        byte[] sent = image;
        if (sent != null) {
            return sent;
        }
        if (address == null) {
            throw new IllegalStateException("A call has a picture or an address.");
        }
        return reader.read(address);
    }

    /// What is to be done, with a background that is read if it was only named.
    public RemovalOptions options(Reader reader) {
        return backgroundAddress == null ? options : before(reader.read(backgroundAddress));
    }

    /// What is to be done, before the background that was at [#backgroundAddress].
    ///
    /// @param background a picture file; given away
    public RemovalOptions before(byte[] background) {
        Arrangement arrangement = options.arrangement();
        return options.withArrangement(
                (arrangement == null ? Arrangement.NONE : arrangement)
                        .withBackground(new BackgroundFile(BACKGROUND_URL, background)));
    }
}
