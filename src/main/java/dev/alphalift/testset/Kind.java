package dev.alphalift.testset;

import dev.alphalift.testset.paint.Dice;

/// What is hard about a picture. Their order is that of the pictures in a set.
enum Kind {
    HAIR("hair"),
    GLASS("glass"),
    FUR("fur"),
    LACE("lace"),
    SHADOW("shadow"),
    LIGHT_HAIR("light-hair-on-white"),
    TINY("tiny"),
    BORDER("border"),
    HOLES("holes"),
    SOFT_EDGE("soft-edge"),
    SOLID("solid");

    private final String tag;

    Kind(String tag) {
        this.tag = tag;
    }

    String tag() {
        return tag;
    }

    Subject subject(Dice dice) {
        boolean coin = dice.chance(0.5);
        return switch (this) {
            case HAIR -> new Portrait(false);
            case LIGHT_HAIR -> new Portrait(true);
            case FUR -> new Animal(coin);
            case GLASS -> new Vessel(true);
            case LACE -> new Lace(coin);
            case HOLES -> Lattice.by(dice);
            case BORDER -> dice.chance(0.3) ? new Animal(true) : opaque(dice);
            case SHADOW, TINY, SOFT_EDGE, SOLID -> opaque(dice);
        };
    }

    private static Subject opaque(Dice dice) {
        return dice.chance(0.3) ? new Vessel(false) : Toy.by(dice);
    }

    Surroundings backdrop(Dice dice) {
        return switch (this) {
            case LIGHT_HAIR -> Surroundings.WHITE;
            case SHADOW -> Surroundings.plainBy(dice);
            case HAIR, FUR, GLASS, LACE, TINY, BORDER, HOLES, SOFT_EDGE, SOLID ->
                    Surroundings.by(dice);
        };
    }

    boolean castsShadow() {
        return this == SHADOW;
    }

    /// The radius of the blur, relative to the picture's shorter side.
    double softness(Dice dice) {
        return this == SOFT_EDGE ? dice.between(0.006, 0.018) : 0;
    }
}
