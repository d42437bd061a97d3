package dev.alphalift.pipeline;

import dev.alphalift.matte.backdrop.Backdrop;
import dev.alphalift.matte.backdrop.Blending;
import dev.alphalift.matte.backdrop.Shadow;
import org.jspecify.annotations.Nullable;

/// What is put behind a cutout besides a colour or a picture, which rembg does not know.
///
/// @param shadow the subject's, null for none
/// @param backdrop what lies farthest behind, null for nothing
/// @param blending how soft pixels are mixed with it
public record Behind(@Nullable Shadow shadow, @Nullable Backdrop backdrop, Blending blending) {
    /// Nothing.
    public static final Behind NOTHING = new Behind(null, null, Blending.ENCODED);

    /// The same with a shadow of a kind and the strength that suits it; null: without one.
    public Behind withShadow(Shadow.@Nullable Kind kind) {
        return withShadow(kind == null ? null : Shadow.of(kind));
    }

    /// The same with another shadow.
    public Behind withShadow(@Nullable Shadow value) {
        return new Behind(value, backdrop, blending);
    }

    /// The same with something else farthest behind.
    public Behind withBackdrop(@Nullable Backdrop value) {
        return new Behind(shadow, value, blending);
    }

    /// The same, mixed in another way.
    public Behind withBlending(Blending value) {
        return new Behind(shadow, backdrop, value);
    }

    boolean isNothing() {
        return shadow == null && backdrop == null;
    }

    /// What it takes for each pixel of the canvas, at most.
    int bytesAPixel() {
        int ofShadow = shadow == null ? 0 : shadow.bytesPerPixel();
        return ofShadow + (backdrop == null ? 0 : backdrop.bytesPerPixel());
    }
}
