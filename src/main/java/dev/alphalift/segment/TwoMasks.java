package dev.alphalift.segment;

import dev.alphalift.image.Mask;

/// Two masks of one picture, as two looks at it gave them.
///
/// @param other of the same size
public record TwoMasks(Mask one, Mask other) {
    public TwoMasks {
        if (!one.size().equals(other.size())) {
            throw new IllegalArgumentException(
                    "The masks (%s, %s) must be of one size.".formatted(one.size(), other.size()));
        }
    }

    /// The mean, halves rounded up. One that is empty says nothing, and leaves the other alone.
    public Mask mean() {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        byte[] mean = new byte[one.values().length];
        for (int at = 0; at < mean.length; at++) {
            mean[at] = (byte) (((one.values()[at] & 0xff) + (other.values()[at] & 0xff) + 1) / 2);
        }
        return new Mask(one.size(), mean);
    }

    /// The soft intersection over union, the sum of minima over the sum of maxima: 0 where they
    /// have nothing in common, 1 where they are the same, both empty included.
    public double softIou() {
        long both = 0;
        long either = 0;
        for (int at = 0; at < one.values().length; at++) {
            int p = one.values()[at] & 0xff;
            int q = other.values()[at] & 0xff;
            both += Math.min(p, q);
            either += Math.max(p, q);
        }
        return either == 0 ? 1 : (double) both / either;
    }
}
