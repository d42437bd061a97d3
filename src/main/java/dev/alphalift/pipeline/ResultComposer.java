package dev.alphalift.pipeline;

import dev.alphalift.codec.OutputFormat;
import dev.alphalift.codec.Photo;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.Mask;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.Placement;
import dev.alphalift.image.Region;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Rgba;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import dev.alphalift.matte.Compositor;
import dev.alphalift.matte.Cutout;
import dev.alphalift.matte.Stack;
import dev.alphalift.matte.backdrop.Backdrop;
import dev.alphalift.matte.backdrop.Background;
import dev.alphalift.matte.backdrop.BackgroundPicture;
import dev.alphalift.matte.backdrop.Overlay;
import dev.alphalift.matte.backdrop.Shadow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes of a picture and its opacity what is to be written: cut out, framed, and with what is
/// behind.
final class ResultComposer {
    /// From this opacity on a pixel belongs to the subject.
    private static final int VISIBLE = 10;

    private final Workers workers;

    ResultComposer(Workers workers) {
        this.workers = workers;
    }

    /// What is to be written of the results of several masks: one below the other, as rembg does
    /// it.
    ///
    /// @param pictures at least one
    /// @param original the picture as it came
    UnwrittenResult compose(
            List<RefinedPicture> pictures, RgbImage original, CheckedRequest order) {
        List<UnwrittenResult> results = new ArrayList<>();
        for (RefinedPicture picture : pictures) {
            results.add(compose(picture, original, order));
            order.deadline().check();
        }
        UnwrittenResult first = results.getFirst();
        return results.size() == 1
                ? first
                : new UnwrittenResult(
                        new Stack(results.stream().map(UnwrittenResult::rows).toList()),
                        first.output(),
                        null);
    }

    /// What is to be written of a picture.
    ///
    /// @param original the picture as it came
    private UnwrittenResult compose(
            RefinedPicture picture, RgbImage original, CheckedRequest order) {
        RemovalOptions options = order.options();
        Arrangement arrangement = options.arrangement();
        if (arrangement == null) {
            PixelRows rows =
                    options.behind().isNothing() || options.onlyMask()
                            ? plain(picture, options)
                            : over(picture, original, order);
            return new UnwrittenResult(rows, options.output(), null);
        }
        RgbImage image = picture.image();
        Cutout cutout = Cutout.of(image, picture.opacity());
        Region found = cutout.alpha().bounds(VISIBLE);
        Size size = image.size();
        Placement placement =
                arrangement.framing().place(size, found == null ? Region.whole(size) : found);
        Region subject = found == null ? null : placement.subject();
        order.deadline().check();
        if (options.onlyMask()) {
            PixelRows opacity = cutout.opacityOn(placement, workers);
            return new UnwrittenResult(opacity, options.output(), subject);
        }
        PixelRows rows = onTop(cutout.on(placement, workers), original, cutout.alpha(), order);
        order.deadline().check();
        return behind(
                rows, subject, cutout.isOpaque(placement) || isOpaque(options.behind()), order);
    }

    /// Exactly what rembg does.
    private static PixelRows plain(RefinedPicture picture, RemovalOptions options) {
        RgbImage image = picture.image();
        Mask mask = picture.opacity();
        if (options.onlyMask()) {
            return mask;
        }
        PixelRows cutout =
                picture.keepsColours()
                        ? Compositor.straightCutout(image, mask)
                        : Compositor.darkenedCutout(image, mask);
        Rgba background = options.background();
        // A darkened cutout of an opaque picture is transparent black where it cannot be seen.
        boolean isThere =
                Rgba.TRANSPARENT.equals(background)
                        && !picture.keepsColours()
                        && image.transparency() == null;
        return background == null || isThere ? cutout : new Background(background).behind(cutout);
    }

    /// With colours as they are: what is darkened at its edges fits nothing but black.
    private PixelRows over(RefinedPicture picture, RgbImage original, CheckedRequest order) {
        // What rembg forgets of a picture's own transparency counts here all the same.
        Mask opacity =
                picture.hasOwnOpacity()
                        ? picture.opacity()
                        : Compositor.withOwnOpacity(original, picture.opacity());
        PixelRows cutout = Compositor.straightCutout(picture.image(), opacity);
        PixelRows rows =
                onTop(cutout, original, new Alpha(opacity.size(), opacity.values()), order);
        Rgba background = order.options().background();
        return background == null ? rows : new Background(background).behind(rows);
    }

    private PixelRows onTop(
            PixelRows cutout, RgbImage original, Alpha subject, CheckedRequest order) {
        Behind behind = order.options().behind();
        PixelRows rows = cutout;
        Shadow shadow = behind.shadow();
        if (shadow != null) {
            rows = Overlay.of(rows, shadow.behind(rows, order.deadline()), behind.blending());
        }
        if (behind.backdrop() != null) {
            PixelRows backdrop =
                    behind.backdrop()
                            .on(
                                    new Backdrop.Place(
                                            rows.size(),
                                            original,
                                            subject,
                                            workers,
                                            order.deadline()));
            rows = Overlay.of(rows, backdrop, behind.blending());
        }
        return rows;
    }

    private UnwrittenResult behind(
            PixelRows rows, @Nullable Region subject, boolean isOpaque, CheckedRequest order) {
        RemovalOptions options = order.options();
        PixelRows result = rows;
        boolean opaque = isOpaque;
        OptionPhoto file = order.background();
        if (file != null) {
            BackgroundPicture picture = covering(rows.size(), file, order);
            order.deadline().check();
            result = picture.behind(rows);
            opaque |= picture.isOpaque();
        } else if (options.background() != null) {
            Background colour = new Background(options.background());
            result = colour.behind(rows);
            opaque |= colour.isOpaque();
        }
        Arrangement arrangement = options.arrangement();
        OutputFormat whereOpaque = arrangement == null ? null : arrangement.whereOpaque();
        return new UnwrittenResult(
                result, opaque && whereOpaque != null ? whereOpaque : options.output(), subject);
    }

    private BackgroundPicture covering(Size canvas, OptionPhoto file, CheckedRequest order) {
        Photo photo = file.decode(order.deadline());
        return BackgroundPicture.covering(canvas, photo.image(), workers);
    }

    private static boolean isOpaque(Behind behind) {
        Backdrop backdrop = behind.backdrop();
        return backdrop != null && backdrop.isOpaque();
    }
}
