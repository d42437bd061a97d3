package dev.alphalift.testset.paint;

/// Numbers by chance that are the same everywhere: SplitMix64 (Steele, Lea and Flood 2014, "Fast
/// splittable pseudorandom number generators", figure 16). Written out here since the JDK does not
/// promise how its own classes turn bits into numbers of a range.
public final class Dice {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private static final double UNIT = 0x1p-53;

    private long state;

    public Dice(long seed) {
        this.state = seed;
    }

    /// Dice for one of many things that have a seed in common.
    public static Dice of(long seed, long index) {
        return new Dice(mixed(seed) ^ mixed(index * GOLDEN_GAMMA + 1));
    }

    public long next() {
        state += GOLDEN_GAMMA;
        return mixed(state);
    }

    private static long mixed(long value) {
        long first = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        long second = (first ^ first >>> 27) * 0x94d049bb133111ebL;
        return second ^ second >>> 31;
    }

    /// From 0 on, below 1.
    public double unit() {
        return (next() >>> 11) * UNIT;
    }

    public double between(double from, double to) {
        return from + (to - from) * unit();
    }

    /// One of 0 to `count - 1`.
    public int below(int count) {
        return (int) (unit() * count);
    }

    public boolean chance(double probability) {
        return unit() < probability;
    }

    /// -1 or 1.
    public int sign() {
        return chance(0.5) ? -1 : 1;
    }

    /// Between -1 and 1, mostly near 0.
    public double bell() {
        return (unit() + unit() + unit()) * 2 / 3 - 1;
    }
}
