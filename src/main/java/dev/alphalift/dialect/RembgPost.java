package dev.alphalift.dialect;

import dev.alphalift.dialect.form.MultipartForm;
import dev.alphalift.dialect.form.NamedTexts;
import dev.alphalift.dialect.form.WebBody;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.pipeline.RemovalOptions;
import org.jspecify.annotations.Nullable;

/// What a call with a body asks of rembg's endpoint: a form as rembg's clients send it, a JSON
/// object, or the picture alone, whatever its type is said to be.
public final class RembgPost {
    private static final String FILE = "file";

    private final byte[] picture;
    private final RemovalOptions options;
    private final @Nullable String accept;

    private RembgPost(byte[] picture, RemovalOptions options, @Nullable String accept) {
        this.picture = picture;
        this.options = options;
        this.accept = accept;
    }

    /// What a body asks for.
    ///
    /// @param query what stands in the address beside it; what a form or an object says goes before
    ///   it
    /// @param accept the call's header `Accept`
    /// @param defaults what holds where it says nothing
    /// @throws dev.alphalift.fault.AlphaliftException if there is no picture, or a value is none
    ///   that its parameter can have
    public static RembgPost of(
            WebBody body, NamedTexts query, @Nullable String accept, RemovalOptions defaults) {
        // Looked at whatever the body is: what is wrong in it is told, and not passed over.
        RemovalOptions asked = RembgWeb.options(query, accept, defaults);
        RembgWeb.refuseHint(query);
        return switch (body) {
            case WebBody.Form(MultipartForm form) ->
                    // rembg's own page accepts JSON and gets a picture.
                    new RembgPost(
                            picture(form),
                            RembgWeb.withHint(
                                    RembgWeb.options(form, accept, defaults),
                                    form.file(RembgWeb.HINT)),
                            null);
            case WebBody.Json json -> {
                RembgCall call = RembgCall.ofJson(json.bytes(), query, defaults);
                yield new RembgPost(call.image(), call.options(), accept);
            }
            case WebBody.Fields fields -> new RembgPost(fields.bytes(), asked, null);
            case WebBody.Bytes bytes -> new RembgPost(bytes.bytes(), asked, null);
        };
    }

    private static byte[] picture(MultipartForm form) {
        byte[] picture = form.file(FILE);
        if (picture == null) {
            throw new InvalidOption(
                    FILE,
                    "",
                    "the picture is missing from the form; it must be called file.\nThe form has: %s."
                            .formatted(form.names()));
        }
        return picture;
    }

    /// The file, not a copy.
    public byte[] picture() {
        return picture;
    }

    public RemovalOptions options() {
        return options;
    }

    /// What decides whether the answer is JSON; null where it is a picture in any case.
    public @Nullable String accept() {
        return accept;
    }
}
