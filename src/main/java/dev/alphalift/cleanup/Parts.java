package dev.alphalift.cleanup;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Size;
import java.util.Arrays;

/// Parts of a mask and what hangs on them. A part is what is 128 or more and connected by 8
/// neighbours. Takes four bytes a pixel and one for each result.
final class Parts {
    private static final int HALF = 128;
    private static final int HIGHEST = 255;
    private static final int UNSEEN = -2;
    private static final int LAST = -1;
    private static final int POPS_BETWEEN_LOOKS = 1 << 18;

    private final byte[] plane;
    private final int width;
    private final int height;
    private final Deadline deadline;
    // First the parts: of a pixel another one of its part, of a part's root its pixels, negative.
    // Then queues: of a pixel the one behind it.
    private final int[] links;
    private final int[] heads = new int[HIGHEST + 1];

    private Parts(byte[] plane, Size size, Deadline deadline) {
        this.plane = plane;
        this.width = size.width();
        this.height = size.height();
        this.deadline = deadline;
        this.links = new int[plane.length];
    }

    /// The mask without what is not joined to a part of at least that many pixels, by pixels that
    /// are nowhere darker than itself (grey reconstruction, Vincent 1993). A mask without any part
    /// stays as it is.
    static byte[] atLeast(long pixels, byte[] plane, Size size, Deadline deadline) {
        Parts parts = new Parts(plane, size, deadline);
        parts.join();
        return parts.hasAny() ? parts.keep(pixels) : plane;
    }

    /// The same for the largest part, the first in reading order of several.
    static byte[] largest(byte[] plane, Size size, Deadline deadline) {
        Parts parts = new Parts(plane, size, deadline);
        parts.join();
        int most = 0;
        int root = LAST;
        for (int at = 0; at < plane.length; at++) {
            if (parts.isCore(at) && -parts.links[at] > most) {
                most = -parts.links[at];
                root = at;
            }
        }
        return root < 0 ? plane : parts.keepRoot(root);
    }

    /// The mask with its holes filled: of all ways from a pixel to the border, by 4 neighbours, the
    /// one whose brightest pixel is the darkest tells what it becomes, namely that one's value
    /// (grey reconstruction of the inverse from its border, Vincent 1993).
    ///
    /// @param plane given away: it is inverted
    static byte[] filled(byte[] plane, Size size, Deadline deadline) {
        Extrema.invert(plane);
        Parts parts = new Parts(plane, size, deadline);
        byte[] result = new byte[plane.length];
        Arrays.fill(parts.links, UNSEEN);
        Arrays.fill(parts.heads, LAST);
        for (int x = 0; x < parts.width; x++) {
            parts.offer(x, HIGHEST);
            parts.offer(plane.length - 1 - x, HIGHEST);
        }
        for (int y = 0; y < parts.height; y++) {
            parts.offer(y * parts.width, HIGHEST);
            parts.offer(y * parts.width + parts.width - 1, HIGHEST);
        }
        parts.flood(result, false);
        Extrema.invert(result);
        return result;
    }

    // ---- parts, by union-find (Tarjan 1975, with path halving)

    private boolean isCore(int at) {
        return (plane[at] & 0xff) >= HALF;
    }

    private boolean hasAny() {
        for (int at = 0; at < plane.length; at++) {
            if (isCore(at)) {
                return true;
            }
        }
        return false;
    }

    private void join() {
        for (int y = 0; y < height; y++) {
            deadline.check();
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                links[at] = -1;
                if (isCore(at)) {
                    joinBack(at, x, y);
                }
            }
        }
    }

    private void joinBack(int at, int x, int y) {
        if (x > 0) {
            joinIfCore(at, at - 1);
        }
        if (y > 0) {
            if (isCore(at - width)) {
                unite(at, at - width);
                return; // its neighbours to both sides are joined to it already
            }
            if (x > 0) {
                joinIfCore(at, at - width - 1);
            }
            if (x < width - 1) {
                joinIfCore(at, at - width + 1);
            }
        }
    }

    private void joinIfCore(int at, int other) {
        if (isCore(other)) {
            unite(at, other);
        }
    }

    private void unite(int one, int other) {
        int left = root(one);
        int right = root(other);
        if (left != right) {
            int first = Math.min(left, right);
            int second = Math.max(left, right);
            links[first] += links[second];
            links[second] = first;
        }
    }

    private int root(int pixel) {
        int at = pixel;
        while (links[at] >= 0) {
            int next = links[at];
            if (links[next] >= 0) {
                links[at] = links[next];
            }
            at = next;
        }
        return at;
    }

    // ---- what is kept

    private byte[] keep(long pixels) {
        byte[] result = new byte[plane.length];
        for (int at = 0; at < plane.length; at++) {
            if (isCore(at) && -(long) links[root(at)] >= pixels) {
                result[at] = plane[at];
            }
        }
        return withWhatHangsOn(result);
    }

    private byte[] keepRoot(int kept) {
        byte[] result = new byte[plane.length];
        for (int at = 0; at < plane.length; at++) {
            if (isCore(at) && root(at) == kept) {
                result[at] = plane[at];
            }
        }
        return withWhatHangsOn(result);
    }

    private byte[] withWhatHangsOn(byte[] result) {
        Arrays.fill(heads, LAST);
        for (int at = 0; at < plane.length; at++) {
            links[at] = result[at] == 0 ? UNSEEN : LAST;
        }
        for (int at = 0; at < plane.length; at++) {
            if (result[at] != 0) {
                offerAround(at, HIGHEST, true);
            }
        }
        flood(result, true);
        return result;
    }

    // ---- the flood, from bright to dark; each pixel is queued once

    private void flood(byte[] result, boolean corners) {
        int pops = 0;
        for (int level = HIGHEST; level > 0; level--) {
            while (heads[level] >= 0) {
                int at = heads[level];
                heads[level] = links[at];
                result[at] = (byte) level;
                offerAround(at, level, corners);
                if (++pops % POPS_BETWEEN_LOOKS == 0) {
                    deadline.check();
                }
            }
        }
    }

    private void offerAround(int at, int most, boolean corners) {
        int x = at % width;
        int y = at / width;
        boolean hasLeft = x > 0;
        boolean hasRight = x < width - 1;
        if (hasLeft) {
            offer(at - 1, most);
        }
        if (hasRight) {
            offer(at + 1, most);
        }
        if (y > 0) {
            offerRow(at - width, most, corners && hasLeft, corners && hasRight);
        }
        if (y < height - 1) {
            offerRow(at + width, most, corners && hasLeft, corners && hasRight);
        }
    }

    private void offerRow(int at, int most, boolean left, boolean right) {
        offer(at, most);
        if (left) {
            offer(at - 1, most);
        }
        if (right) {
            offer(at + 1, most);
        }
    }

    private void offer(int at, int most) {
        if (links[at] == UNSEEN && plane[at] != 0) {
            int level = Math.min(most, plane[at] & 0xff);
            links[at] = heads[level];
            heads[level] = at;
        }
    }
}
