package dev.alphalift.image;

/// How a subject is framed: the canvas is the picture, or with `crop` the subject with margins
/// around it; on it the subject stays as it is, or is scaled and moved.
///
/// @param crop whether everything around the subject is cut off
/// @param margins what is left around it; without meaning unless `crop`
/// @param scale how much of the canvas the subject may fill, above 0 and up to 1; 0 leaves its size
/// @param position where it goes
public record Framing(boolean crop, Margins margins, double scale, Position position) {
    /// The picture as it is.
    public static final Framing NONE = new Framing(false, Margins.NONE, 0, Position.ORIGINAL);

    public Framing {
        if (!(scale >= 0 && scale <= 1)) {
            throw new IllegalArgumentException(
                    "The scale (%s) must lie in 0 to 1.".formatted(scale));
        }
    }

    /// Where everything goes.
    ///
    /// @param picture the picture's size
    /// @param subject where its subject is
    public Placement place(Size picture, Region subject) {
        int left = crop ? Margins.pixels(margins.left(), subject.width()) : subject.left();
        int top = crop ? Margins.pixels(margins.top(), subject.height()) : subject.top();
        Size canvas = crop ? cropped(subject, left, top) : picture;
        Region home = new Region(left, top, subject.width(), subject.height());
        return switch (position) {
            case Position.At at -> moved(canvas, subject, at);
            case Position.Original _ when scale > 0 -> scaledInPlace(canvas, subject, home);
            case Position.Original _ when crop -> window(picture, canvas, subject, home);
            case Position.Original _ -> Placement.unchanged(picture, subject);
        };
    }

    private Size cropped(Region subject, int left, int top) {
        return new Size(
                left + subject.width() + Margins.pixels(margins.right(), subject.width()),
                top + subject.height() + Margins.pixels(margins.bottom(), subject.height()));
    }

    private Placement moved(Size canvas, Region subject, Position.At at) {
        Size size = scaled(canvas, subject.size());
        int left = (int) Math.round(at.horizontal() * (canvas.width() - size.width()));
        int top = (int) Math.round(at.vertical() * (canvas.height() - size.height()));
        Region target = new Region(left, top, size.width(), size.height());
        return new Placement(canvas, subject, target, target);
    }

    private Placement scaledInPlace(Size canvas, Region subject, Region home) {
        Size size = scaled(canvas, subject.size());
        int left = home.left() + Math.floorDiv(home.width() - size.width(), 2);
        int top = home.top() + Math.floorDiv(home.height() - size.height(), 2);
        Region target =
                new Region(
                        Math.clamp(left, 0, canvas.width() - size.width()),
                        Math.clamp(top, 0, canvas.height() - size.height()),
                        size.width(),
                        size.height());
        return new Placement(canvas, subject, target, target);
    }

    /// As much of the picture as the canvas shows; beyond its edges there is nothing.
    private static Placement window(Size picture, Size canvas, Region subject, Region home) {
        int shiftX = subject.left() - home.left();
        int shiftY = subject.top() - home.top();
        int left = Math.max(0, shiftX);
        int top = Math.max(0, shiftY);
        int width = Math.min(picture.width(), shiftX + canvas.width()) - left;
        int height = Math.min(picture.height(), shiftY + canvas.height()) - top;
        return new Placement(
                canvas,
                new Region(left, top, width, height),
                new Region(left - shiftX, top - shiftY, width, height),
                home);
    }

    private Size scaled(Size canvas, Size subject) {
        if (scale == 0) {
            return subject;
        }
        double factor =
                Math.min(
                        scale * canvas.width() / subject.width(),
                        scale * canvas.height() / subject.height());
        return new Size(
                Math.clamp(Math.round(factor * subject.width()), 1, canvas.width()),
                Math.clamp(Math.round(factor * subject.height()), 1, canvas.height()));
    }

    /// Most pixels that the canvas of a picture can have.
    ///
    /// @param picture the picture's size, upright or not
    public long mostCanvasPixels(Size picture) {
        if (!crop) {
            return picture.pixels();
        }
        int longer = Math.max(picture.width(), picture.height());
        int shorter = Math.min(picture.width(), picture.height());
        // Whichever of the two is the width: what is added to the longer one is counted for both.
        double share = Math.max(share(longer), share(shorter));
        return (long) Math.ceil(picture.pixels() * (1 + share) * (1 + share));
    }

    private double share(int side) {
        int across = Margins.pixels(margins.left(), side) + Margins.pixels(margins.right(), side);
        int down = Margins.pixels(margins.top(), side) + Margins.pixels(margins.bottom(), side);
        return (double) Math.max(across, down) / side;
    }

    /// Whether the subject can become larger or smaller.
    public boolean scales() {
        return scale > 0;
    }
}
