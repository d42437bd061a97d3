package dev.alphalift.pipeline;

import dev.alphalift.matte.backdrop.Backdrop;
import dev.alphalift.matte.backdrop.Blending;
import dev.alphalift.matte.backdrop.Shadow;
import org.jspecify.annotations.Nullable;

/// What is put behind a cutout besides a colour or a picture, which rembg does not know.
///
/// @param kind how the subject's shadow falls, null for none
/// @param strength how dark it is, 0 to 1; null: as suits the kind
/// @param backdrop what lies farthest behind, null for nothing
/// @param blending how soft pixels are mixed with it
public record Behind(
        Shadow.@Nullable Kind kind,
        @Nullable Double strength,
        @Nullable Backdrop backdrop,
        Blending blending) {
    /// Nothing.
    public static final Behind NOTHING = new Behind(null, null, null, Blending.ENCODED);

    /// The subject's shadow, null for none.
    public @Nullable Shadow shadow() {
        if (kind == null) {
            return null;
        }
        Shadow shadow = Shadow.of(kind);
        return strength == null ? shadow : shadow.withStrength(strength);
    }

    /// The same with a shadow of a kind; null: without one.
    public Behind withShadow(Shadow.@Nullable Kind value) {
        return new Behind(value, strength, backdrop, blending);
    }

    /// The same with a shadow, if there is one, of that strength, 0 to 1.
    public Behind withStrength(@Nullable Double value) {
        return new Behind(kind, value, backdrop, blending);
    }

    /// The same with something else farthest behind.
    public Behind withBackdrop(@Nullable Backdrop value) {
        return new Behind(kind, strength, value, blending);
    }

    /// The same, mixed in another way.
    public Behind withBlending(Blending value) {
        return new Behind(kind, strength, backdrop, value);
    }

    boolean isNothing() {
        return kind == null && backdrop == null;
    }

    /// What it takes for each pixel of the canvas, at most.
    int bytesAPixel() {
        Shadow shadow = shadow();
        int ofShadow = shadow == null ? 0 : shadow.bytesPerPixel();
        return ofShadow + (backdrop == null ? 0 : backdrop.bytesPerPixel());
    }
}
