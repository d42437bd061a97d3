package dev.alphalift.testset;

/// Something that stands before a background.
interface Subject {
    /// About what it fills, in its own units; the lower edge is where it stands.
    Box box();

    /// Paints it. Draws from the dice in the same order whatever the picture's size.
    void paint(Easel easel, Dice dice);
}
