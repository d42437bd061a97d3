package dev.alphalift.assembly;

import com.sun.management.OperatingSystemMXBean;
import dev.alphalift.pipeline.Admission;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/// How much an installation takes on at once.
///
/// @param pictureBytes memory for all pictures in work together
/// @param bodyBytes memory for the files that have arrived and wait, all together
/// @param places most pictures in work
/// @param waiting most pictures that wait
/// @param patience how long a request may take
/// @param models most models in memory
public record Load(
        long pictureBytes, long bodyBytes, int places, int waiting, Duration patience, int models) {
    /// What the process needs beside the pictures: the model while it runs, the Java machine, its
    /// code and threads (docs/PERFORMANCE.md).
    private static final long BYTES_BESIDE_PICTURES = 450L << 20;

    /// Below this nothing but thumbnails could be done; trying is better than refusing.
    private static final long FEWEST_BYTES = 48L << 20;

    /// The part of the heap that pictures may fill: the collector needs some room to move.
    private static final double PART_OF_HEAP = 0.75;

    /// The part of the memory for pictures that their files may fill while they wait.
    static final int PARTS = 4;

    /// What this machine's memory allows for pictures and their files: of its total, and of the
    /// Java heap.
    ///
    /// @param machineBytes memory of the machine or container
    /// @param heapBytes the most that the heap may grow to
    static long pictureBytes(long machineBytes, long heapBytes) {
        long ofMachine = machineBytes - BYTES_BESIDE_PICTURES;
        long ofHeap = (long) (PART_OF_HEAP * heapBytes);
        return Math.max(FEWEST_BYTES, Math.min(ofMachine, ofHeap));
    }

    /// Memory of this machine, or of the container that it is.
    static long machineBytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Long.MAX_VALUE;
    }

    /// The same with another number of places.
    Load withPlaces(int number) {
        return new Load(pictureBytes, bodyBytes, number, waiting, patience, models);
    }

    /// Room for so many pictures.
    public Admission admission() {
        return admission(1);
    }

    /// The same, for callers of whom each may have a part of the memory.
    public Admission admission(double partOfOne) {
        return new Admission(pictureBytes, places, waiting, partOfOne);
    }
}
