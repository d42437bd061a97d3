package dev.alphalift.testset;

import dev.alphalift.image.Size;
import dev.alphalift.testset.paint.Box;
import dev.alphalift.testset.paint.Dice;
import dev.alphalift.testset.paint.Place;
import dev.alphalift.testset.paint.Point;

/// Where a subject of some kind stands.
final class Staging {
    /// The part of the picture that the box around a tiny subject fills at most.
    private static final double TINY = 0.0085;

    private final Size size;
    private final Box box;
    private final Dice dice;

    private Staging(Size size, Box box, Dice dice) {
        this.size = size;
        this.box = box;
        this.dice = dice;
    }

    static Place place(Kind kind, Box box, Size size, Dice dice) {
        Staging staging = new Staging(size, box, dice);
        return switch (kind) {
            case HAIR, LIGHT_HAIR -> staging.portrait();
            case TINY -> staging.tiny();
            case BORDER -> staging.cut();
            case LACE -> staging.floating();
            case GLASS, FUR, SHADOW, HOLES, SOFT_EDGE, SOLID -> staging.standing();
        };
    }

    /// Pixels a unit, so that the subject fills a part of the picture in width or height.
    private double fitting(double part) {
        return part * Math.min(size.width() / box.width(), size.height() / box.height());
    }

    /// The lower border cuts the chest.
    private Place portrait() {
        double scale = fitting(dice.between(0.88, 1.04));
        double x = size.width() * (0.5 + 0.1 * dice.bell());
        double y = size.height() - 0.5 * scale;
        return new Place(new Point(x, y), scale, 0.08 * dice.bell());
    }

    private Place standing() {
        double scale = fitting(dice.between(0.62, 0.85));
        double foot = size.height() * dice.between(0.9, 0.96);
        return at(scale, dice.unit(), foot - box.bottom() * scale, 0);
    }

    private Place floating() {
        double scale = fitting(dice.between(0.75, 0.9));
        double tilt = dice.between(-0.3, 0.3);
        return at(scale, dice.between(0.3, 0.7), size.height() * 0.5, tilt);
    }

    private Place tiny() {
        double part = dice.between(0.35, 1) * TINY;
        double scale = Math.sqrt(part * size.pixels() / (box.width() * box.height()));
        double scaled = Math.min(scale, fitting(0.9));
        double foot = size.height() * dice.between(0.55, 0.9);
        double highest = box.height() * scaled;
        return at(scaled, dice.unit(), Math.max(foot, highest + 1) - box.bottom() * scaled, 0);
    }

    /// A part of the subject lies outside, at any side but the upper.
    private Place cut() {
        double scale = fitting(dice.between(0.8, 1.05));
        double part = dice.between(0.2, 0.4);
        int side = dice.below(3);
        double x = size.width() * dice.between(0.4, 0.6);
        double y = size.height() * 0.95 - box.bottom() * scale;
        return switch (side) {
            case 0 -> placed(scale, -(box.left() + part * box.width()) * scale, y);
            case 1 -> placed(scale, size.width() - (box.right() - part * box.width()) * scale, y);
            default ->
                    placed(scale, x, size.height() - (box.bottom() - part * box.height()) * scale);
        };
    }

    /// As far to the right as there is room, by a part.
    private Place at(double scale, double part, double y, double tilt) {
        double room = size.width() - box.width() * scale;
        double x = room * (0.15 + 0.7 * part) - box.left() * scale;
        return new Place(new Point(x, y), scale, tilt);
    }

    private static Place placed(double scale, double x, double y) {
        return new Place(new Point(x, y), scale, 0);
    }
}
