package dev.alphalift.image;

import java.util.Arrays;

/// Runs of pixels that are joined to components (union-find; Tarjan 1975, with path halving). The
/// first run of a component, in the order in which they were added, is its root and knows its
/// pixels. Used by one thread, again and again.
public final class JoinedRuns {
    private int[] parent = new int[1024];
    private int[] pixels = new int[1024];
    private int count;

    /// Forgets all runs.
    public void clear() {
        count = 0;
    }

    public int count() {
        return count;
    }

    /// Adds a run, which is a component of its own.
    public void add(int length) {
        if (count == parent.length) {
            parent = Arrays.copyOf(parent, 2 * count);
            pixels = Arrays.copyOf(pixels, 2 * count);
        }
        parent[count] = count;
        pixels[count] = length;
        count++;
    }

    /// Makes the components of two runs one.
    public void join(int one, int other) {
        int left = root(one);
        int right = root(other);
        if (left != right) {
            int first = Math.min(left, right);
            int second = Math.max(left, right);
            parent[second] = first;
            pixels[first] += pixels[second];
        }
    }

    /// The first run of a run's component.
    public int root(int run) {
        int at = run;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    public boolean isRoot(int run) {
        return parent[run] == run;
    }

    /// Pixels of a component.
    public int pixels(int root) {
        return pixels[root];
    }

    /// The root of the component with the most pixels, the first of several; -1 if there is none.
    public int largest() {
        int best = -1;
        for (int run = 0; run < count; run++) {
            if (isRoot(run) && (best < 0 || pixels[run] > pixels[best])) {
                best = run;
            }
        }
        return best;
    }
}
