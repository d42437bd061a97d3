package dev.alphalift.testset;

import dev.alphalift.testset.paint.Box;
import dev.alphalift.testset.paint.Dice;
import dev.alphalift.testset.paint.Easel;

/// Something that stands before a background.
interface Subject {
    /// About what it fills, in its own units; the lower edge is where it stands.
    Box box();

    /// Paints it; the dice are its own.
    void paint(Easel easel, Dice dice);
}
