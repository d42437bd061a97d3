package dev.alphalift.dialect;

import dev.alphalift.codec.ImageFormat;
import dev.alphalift.codec.OutputFormat;
import dev.alphalift.dialect.form.Base64Text;
import dev.alphalift.dialect.form.MultipartForm;
import dev.alphalift.dialect.form.NamedTexts;
import dev.alphalift.dialect.form.TextForm;
import dev.alphalift.dialect.form.WebBody;
import dev.alphalift.dialect.form.WebForm;
import dev.alphalift.dialect.option.CssColours;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.image.Framing;
import dev.alphalift.image.Position;
import dev.alphalift.image.Rgba;
import dev.alphalift.matte.backdrop.Shadow;
import dev.alphalift.pipeline.Arrangement;
import dev.alphalift.pipeline.BackgroundFile;
import dev.alphalift.pipeline.Behind;
import dev.alphalift.pipeline.RemovalOptions;
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

    private static final String IMAGE_FILE = "image_file";
    private static final String IMAGE_TEXT = "image_file_b64";
    private static final String IMAGE_URL = "image_url";
    private static final String BACKGROUND_FILE = "bg_image_file";
    private static final String BACKGROUND_URL = "bg_image_url";

    /// How much of a value stands in a message.
    private static final int SHOWN = 40;

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

    /// What `type` may be.
    public static List<String> types() {
        return TYPES.stream().sorted().toList();
    }

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
        this.address = address(form, IMAGE_URL);
        this.backgroundAddress = address(form, BACKGROUND_URL);
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

    /// The form that a body is; a picture that is the body itself counts as its `image_file`, and
    /// its parameters stand in the query.
    ///
    /// @param query what stands in the address beside it
    /// @throws InvalidOption if it is none
    public static WebForm form(WebBody body, NamedTexts query) {
        return switch (body) {
            case WebBody.Form(MultipartForm form) -> form;
            case WebBody.Json json -> TextForm.ofJson(json.bytes());
            case WebBody.Fields fields -> TextForm.ofUrlEncoded(fields.bytes());
            case WebBody.Bytes bytes when bytes.format() != ImageFormat.UNKNOWN ->
                    new BareFile(bytes.bytes(), query);
            case WebBody.Bytes bytes ->
                    throw new InvalidOption(
                            "Content-Type",
                            bytes.mediaType(),
                            "it must be multipart/form-data, application/json or"
                                    + " application/x-www-form-urlencoded.");
        };
    }

    private static final class BareFile implements WebForm {
        private final byte[] bytes;
        private final NamedTexts query;

        BareFile(byte[] bytes, NamedTexts query) {
            this.bytes = bytes;
            this.query = query;
        }

        @Override
        public @Nullable String get(String name) {
            return query.get(name);
        }

        @Override
        public byte @Nullable [] file(String name) {
            return name.equals(IMAGE_FILE) ? bytes : null;
        }
    }

    private static void checkSource(WebForm form) {
        List<String> given =
                Stream.of(IMAGE_FILE, IMAGE_TEXT, IMAGE_URL)
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
        RembgParameters.bool(form, "semitransparency");
    }

    /// With the shadow that is asked for; what is said of one that nobody asks for is checked all
    /// the same.
    private static Behind shadowed(WebForm form, Behind behind) {
        String type = oneOf(form, "shadow_type", "none", "auto", "car", "3d", "drop");
        String opacity = text(form, "shadow_opacity");
        if (opacity != null && !opacity.matches("\\d{1,2}|100")) {
            throw new InvalidOption("shadow_opacity", opacity, "it must lie in 0 to 100.");
        }
        boolean isAsked = RembgParameters.bool(form, "add_shadow");
        return behind.withShadow(isAsked ? shadow(type == null ? "auto" : type, form) : null)
                .withStrength(opacity == null ? null : Integer.parseInt(opacity) / 100.0);
    }

    private static Shadow.@Nullable Kind shadow(String type, WebForm form) {
        return switch (type) {
            case "none" -> null;
            case "car" -> Shadow.Kind.CONTACT;
            case "3d" -> Shadow.Kind.FLOOR;
            case "drop" -> Shadow.Kind.DROP;
            default -> type(form).equals("car") ? Shadow.Kind.CONTACT : Shadow.Kind.DROP;
        };
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
        return defaults.toBuilder()
                .onlyMask(onlyMask)
                .background(background(form))
                .behind(behind -> shadowed(form, behind))
                .arrangement(arrangement)
                .output(output(format == null ? "auto" : format, onlyMask, jpeg))
                .build();
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
        byte[] file = file(form, IMAGE_FILE);
        if (file == null && text(form, IMAGE_FILE) != null) {
            throw new InvalidOption(
                    IMAGE_FILE,
                    "",
                    "it must be a file of a form.\nMaybe send it in base64 as image_file_b64.");
        }
        if (file == null) {
            file = file(form, IMAGE_TEXT);
        }
        String text = text(form, IMAGE_TEXT);
        return file == null && text != null ? Base64Text.decode(IMAGE_TEXT, text) : file;
    }

    private static @Nullable String address(WebForm form, String name) {
        String address = text(form, name);
        if (address != null && Base64Text.isDataAddress(address)) {
            throw new InvalidOption(
                    name,
                    address.substring(0, Math.min(address.length(), SHOWN)),
                    "a data: address holds a picture and leads nowhere.\nMaybe send it as %s."
                            .formatted(name.equals(IMAGE_URL) ? IMAGE_TEXT : BACKGROUND_FILE));
        }
        return address;
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
