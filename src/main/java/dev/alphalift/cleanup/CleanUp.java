package dev.alphalift.cleanup;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.GaussianBlur;
import dev.alphalift.image.Length;
import dev.alphalift.image.Mask;
import dev.alphalift.image.Size;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What is done to a mask before anything is cut out, in this order, whatever the order in which it
/// was asked for: first the shape, then the edge.
///
/// 1. `open`: what is narrower than a brush goes
/// 2. `close`: gaps that are narrower than a brush are closed
/// 3. `fillHoles`: holes are filled
/// 4. `dropSpecks`: parts with fewer pixels than a square of that side go
/// 5. `largest`: all parts but the largest go
/// 6. `grow`, 7. `shrink`: the edge moves outwards, inwards
/// 8. `threshold`: 255 from there on, 0 below
/// 9. `smooth`: a Gaussian of that standard deviation
/// 10. `feather`: the edge becomes a slope of that width, which lies inside the subject
///
/// A length is counted in pixels of the mask that it is applied to, or in percent of its long side;
/// 0 leaves the step out. The arithmetic is that of 8-bit values, each step rounded.
///
/// @param threshold 1 to 255; 0 leaves it out
public record CleanUp(
        Brush open,
        Brush close,
        boolean fillHoles,
        Length dropSpecks,
        boolean largest,
        Length grow,
        Length shrink,
        int threshold,
        Length smooth,
        Length feather) {
    /// Nothing is done.
    public static final CleanUp NONE = builder().build();

    /// The names of the options, in the order of the work.
    public static final List<String> NAMES = CleanUpWords.NAMES;

    /// The longest length in pixels.
    public static final int MOST_PIXELS = 500;

    /// The longest length in percent of the long side.
    public static final int MOST_PERCENT = 5;

    // Four deviations reach from one end of a slope to the other, near enough.
    private static final double DEVIATIONS_OF_SLOPE = 4;

    // Four bytes of links, or of a window of rows, and one of the result.
    private static final int OF_FLOOD = 5;

    public CleanUp {
        open = open.isNone() ? Brush.NONE : open;
        close = close.isNone() ? Brush.NONE : close;
        dropSpecks = orNone(dropSpecks);
        grow = orNone(grow);
        shrink = orNone(shrink);
        smooth = orNone(smooth);
        feather = orNone(feather);
        require("open", open.radius());
        require("close", close.radius());
        require("drop-specks", dropSpecks);
        require("grow", grow);
        require("shrink", shrink);
        require("smooth", smooth);
        require("feather", feather);
        if (threshold < 0 || threshold > 255) {
            throw new IllegalArgumentException(
                    "The threshold (%s) must lie in 0 to 255.".formatted(threshold));
        }
    }

    /// No length is one, whatever it is counted in.
    private static Length orNone(Length length) {
        return length.value() == 0 ? Length.NONE : length;
    }

    private static void require(String name, Length length) {
        if (!isAllowed(length)) {
            throw new IllegalArgumentException(
                    "The length %s (%s) must be %s pixels or %s %% at most."
                            .formatted(name, length, MOST_PIXELS, MOST_PERCENT));
        }
    }

    static boolean isAllowed(Length length) {
        return switch (length.unit()) {
            case PIXELS -> length.value() <= MOST_PIXELS;
            case PERCENT -> length.value() <= MOST_PERCENT;
        };
    }

    /// What options ask for; those that are not there are left out.
    ///
    /// @param options values by the names of [#NAMES], for example `3px`, `5‰`, `true`
    /// @throws InvalidOption if a name is none of them, or has a value that it cannot have
    public static CleanUp of(Map<String, String> options) {
        CleanUpBuilder builder = builder();
        options.forEach(builder::set);
        return builder.build();
    }

    /// One in which nothing is asked for yet.
    public static CleanUpBuilder builder() {
        return new CleanUpBuilder();
    }

    /// This, to be changed.
    public CleanUpBuilder toBuilder() {
        return builder()
                .open(open)
                .close(close)
                .fillHoles(fillHoles)
                .dropSpecks(dropSpecks)
                .largest(largest)
                .grow(grow)
                .shrink(shrink)
                .threshold(threshold)
                .smooth(smooth)
                .feather(feather);
    }

    /// What is done, by the names of [#NAMES]; what is not done is left out.
    public Map<String, String> described() {
        Map<String, String> described = new TreeMap<>();
        note(described, "open", open.isNone() ? "" : open.text());
        note(described, "close", close.isNone() ? "" : close.text());
        note(described, "fill-holes", fillHoles ? "true" : "");
        note(described, "drop-specks", Brush.text(dropSpecks));
        note(described, "largest", largest ? "true" : "");
        note(described, "grow", Brush.text(grow));
        note(described, "shrink", Brush.text(shrink));
        note(described, "threshold", threshold == 0 ? "" : Integer.toString(threshold));
        note(described, "smooth", Brush.text(smooth));
        note(described, "feather", Brush.text(feather));
        return described;
    }

    private static void note(Map<String, String> described, String name, String text) {
        if (!text.isEmpty()) {
            described.put(name, text);
        }
    }

    /// Whether nothing is done.
    public boolean isNone() {
        return equals(NONE);
    }

    /// A length in pixels of a mask.
    static double pixels(Length length, Size size) {
        return length.of(Math.max(size.width(), size.height()), 1);
    }

    /// The mask with all that is asked for; the mask itself when that is nothing.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException.DeadlineExceeded if there is no time
    public Mask applied(Mask mask, Deadline deadline) {
        if (isNone()) {
            return mask;
        }
        Size size = mask.size();
        byte[] plane = mask.values().clone();
        opened(plane, size, deadline);
        plane = partsKept(plane, size, deadline);
        Extrema.dilate(plane, size, Brush.disc(grow), deadline);
        Extrema.erode(plane, size, Brush.disc(shrink), deadline);
        cut(plane);
        plane = blurred(plane, size, smooth, 1, deadline);
        return new Mask(size, feathered(plane, size, deadline));
    }

    private void opened(byte[] plane, Size size, Deadline deadline) {
        Extrema.erode(plane, size, open, deadline);
        Extrema.dilate(plane, size, open, deadline);
        Extrema.dilate(plane, size, close, deadline);
        Extrema.erode(plane, size, close, deadline);
    }

    private byte[] partsKept(byte[] opened, Size size, Deadline deadline) {
        byte[] plane = opened;
        if (fillHoles) {
            plane = Parts.filled(plane, size, deadline);
        }
        double side = pixels(dropSpecks, size);
        if (side > 0) {
            plane = Parts.atLeast((long) Math.ceil(side * side), plane, size, deadline);
        }
        return largest ? Parts.largest(plane, size, deadline) : plane;
    }

    private void cut(byte[] plane) {
        if (threshold > 0) {
            for (int at = 0; at < plane.length; at++) {
                plane[at] = (byte) ((plane[at] & 0xff) >= threshold ? 255 : 0);
            }
        }
    }

    private static byte[] blurred(
            byte[] plane, Size size, Length length, double parts, Deadline deadline) {
        double sigma = pixels(length, size) / parts;
        return sigma > 0 ? GaussianBlur.of(plane, size, 1, sigma, deadline::check) : plane;
    }

    /// The middle of the slope lies half its width inside the edge, and what reaches beyond the
    /// edge is cut off.
    private byte[] feathered(byte[] plane, Size size, Deadline deadline) {
        if (feather.value() == 0) {
            return plane;
        }
        byte[] smaller = plane.clone();
        Extrema.erode(smaller, size, Brush.disc(half(feather)), deadline);
        byte[] slope = blurred(smaller, size, feather, DEVIATIONS_OF_SLOPE, deadline);
        for (int at = 0; at < plane.length; at++) {
            slope[at] = (byte) Math.min(slope[at] & 0xff, plane[at] & 0xff);
        }
        return slope;
    }

    private static Length half(Length length) {
        return new Length(length.value() / 2, length.unit());
    }

    /// What the work takes beside the mask that it is given, in bytes.
    public long workingBytes(Size size) {
        if (isNone()) {
            return 0;
        }
        long pixels = size.pixels();
        boolean floods = fillHoles || largest || dropSpecks.value() > 0;
        long most = floods ? OF_FLOOD * pixels : 0;
        for (Brush brush : List.of(open, close, Brush.disc(grow), Brush.disc(shrink))) {
            most = brush.isNone() ? most : Math.max(most, Extrema.workingBytes(size, brush));
        }
        if (smooth.value() > 0) {
            double sigma = pixels(smooth, size);
            most = Math.max(most, pixels + GaussianBlur.workingBytes(size, 1, sigma));
        }
        if (feather.value() > 0) {
            double sigma = pixels(feather, size) / DEVIATIONS_OF_SLOPE;
            long shrinking = Extrema.workingBytes(size, Brush.disc(half(feather)));
            long blurring = pixels + GaussianBlur.workingBytes(size, 1, sigma);
            most = Math.max(most, pixels + Math.max(shrinking, blurring));
        }
        return pixels + most;
    }

    /// The same for admission, which reckons by pixels: at most, whatever the picture measures, but
    /// for a few lines of it.
    public int bytesPerPixel() {
        if (isNone()) {
            return 0;
        }
        boolean hasWindow = smooth.value() > 0 || grow.value() > 0 || shrink.value() > 0;
        hasWindow |= !open.isNone() || !close.isNone();
        boolean floods = fillHoles || largest || dropSpecks.value() > 0;
        int most = floods || hasWindow ? OF_FLOOD : 0;
        return 1 + (feather.value() > 0 ? OF_FLOOD + 1 : most);
    }
}
