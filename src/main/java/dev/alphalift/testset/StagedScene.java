package dev.alphalift.testset;

import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.testset.paint.Blur;
import dev.alphalift.testset.paint.Canvas;
import dev.alphalift.testset.paint.Dice;
import dev.alphalift.testset.paint.Easel;
import dev.alphalift.testset.paint.Grain;
import dev.alphalift.testset.paint.Grid;
import dev.alphalift.testset.paint.Layers;
import dev.alphalift.testset.paint.Light;
import dev.alphalift.testset.paint.Pigment;
import dev.alphalift.testset.paint.Place;
import dev.alphalift.testset.paint.Tint;
import org.jspecify.annotations.Nullable;

/// Paints the layers of one picture. Every part has dice of its own, so that a change of one leaves
/// the others as they are.
final class StagedScene {
    private final Kind kind;
    private final Size size;
    private final Dice dice;

    StagedScene(Kind kind, Size size, Dice dice) {
        this.kind = kind;
        this.size = size;
        this.dice = dice;
    }

    Layers layers() {
        final Dice forSubject = new Dice(dice.next());
        final Dice forPlace = new Dice(dice.next());
        final Dice forBackdrop = new Dice(dice.next());
        final Dice forShadow = new Dice(dice.next());
        Light light = Light.by(dice);
        Grain grain = Grain.by(dice);
        double softness = kind.softness(dice);
        Subject subject = kind.subject(forSubject);
        Place place = Staging.place(kind, subject.box(), size, forPlace);
        Canvas canvas = new Canvas(size);
        subject.paint(new Easel(canvas, place, light), forSubject);
        Blur.soften(canvas.layer(), size, 4, radius(softness));
        Grid shadow = kind.castsShadow() ? Shadow.of(canvas, light, forShadow) : null;
        Pigment backdrop = kind.backdrop(forBackdrop).pigment(forBackdrop, size);
        return Layers.of(canvas, background(backdrop, shadow, grain), grain);
    }

    private int radius(double softness) {
        double pixels = softness * Math.min(size.width(), size.height());
        return softness == 0 ? 0 : Math.max(1, (int) (pixels + 0.5));
    }

    private RgbImage background(Pigment backdrop, @Nullable Grid shadow, Grain grain) {
        double shorter = Math.min(size.width(), size.height());
        byte[] samples = new byte[Math.toIntExact(3 * size.pixels())];
        int at = 0;
        for (int row = 0; row < size.height(); row++) {
            double down = (row + 0.5) / size.height();
            for (int column = 0; column < size.width(); column++) {
                Tint tint = backdrop.at((column + 0.5) / shorter, (row + 0.5) / shorter);
                if (shadow != null) {
                    tint = tint.times(1 - 0.6 * shadow.at((column + 0.5) / size.width(), down, 0));
                }
                double noise = grain.at(at / 3);
                samples[at++] = Grain.rounded(tint.red() + noise);
                samples[at++] = Grain.rounded(tint.green() + noise);
                samples[at++] = Grain.rounded(tint.blue() + noise);
            }
        }
        return new RgbImage(size, samples);
    }
}
