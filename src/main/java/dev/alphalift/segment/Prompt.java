package dev.alphalift.segment;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.image.Size;
import java.util.List;
import java.util.stream.Collectors;

/// What a person shows of a picture to a model that is asked by places: points inside and outside
/// of the subject, and corners of rectangles around it.
///
/// @param points at least one
public record Prompt(List<Point> points) {
    /// The most points; a rectangle has two.
    public static final int MOST = 200;

    /// The option that has it.
    static final String OPTION = "sam_prompt";

    private static final int INSIDE = 1;

    /// One place.
    ///
    /// @param x pixels from the left edge
    /// @param y pixels from the upper edge
    /// @param label what is there: 0 background, 1 subject, 2 and 3 the first and the second corner
    ///   of a rectangle
    public record Point(double x, double y, int label) {
        /// The greatest label.
        public static final int LABELS = 3;

        public Point {
            if (!Double.isFinite(x) || !Double.isFinite(y) || label < 0 || label > LABELS) {
                throw new IllegalArgumentException(
                        "There is no point %s,%s of label %s.".formatted(x, y, label));
            }
        }
    }

    public Prompt {
        if (points.isEmpty() || points.size() > MOST) {
            throw new IllegalArgumentException(
                    "A prompt of %s points is none.".formatted(points.size()));
        }
        points = List.copyOf(points);
    }

    /// What rembg asks by where nobody shows anything: the middle is inside.
    public static Prompt middle(Size picture) {
        int x = picture.width() / 2;
        int y = picture.height() / 2;
        return new Prompt(List.of(new Point(x, y, INSIDE)));
    }

    /// Refuses points that are not in a picture; its right and lower edge belong to it.
    ///
    /// @throws InvalidOption if one is not
    public void requireIn(Size picture) {
        for (Point point : points) {
            if (point.x < 0
                    || point.y < 0
                    || point.x > picture.width()
                    || point.y > picture.height()) {
                throw new InvalidOption(
                        OPTION,
                        point.x + "," + point.y,
                        "it must lie in the picture, which is %s.".formatted(picture));
            }
        }
    }

    /// For reports: `x,y,label` of each point.
    @Override
    public String toString() {
        return points.stream()
                .map(point -> "%s,%s,%s".formatted(point.x, point.y, point.label))
                .collect(Collectors.joining(" "));
    }
}
