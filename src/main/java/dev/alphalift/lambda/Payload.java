package dev.alphalift.lambda;

import dev.alphalift.fault.AlphaliftException.ResultTooLarge;

/// How long what a function sends back may be: Lambda fails calls with more than 6 MB of JSON, and
/// a load balancer takes 1 MB.
public final class Payload {
    private static final long LAMBDA_BYTES = 6L << 20;
    private static final long LOAD_BALANCER_BYTES = 1L << 20;

    /// What stands around the picture, headers included, and some more.
    private static final long FRAME_BYTES = 8 << 10;

    /// The longest JSON that Lambda hands on.
    public static final long MOST_JSON_BYTES = LAMBDA_BYTES - FRAME_BYTES;

    /// The longest picture in base64 that Lambda hands on.
    public static final long MOST_BYTES = decoded(LAMBDA_BYTES);

    /// The longest that a load balancer takes.
    public static final long MOST_BYTES_BY_LOAD_BALANCER = decoded(LOAD_BALANCER_BYTES);

    private Payload() {}

    private static long decoded(long whole) {
        return (whole - FRAME_BYTES) / 4 * 3;
    }

    /// Refuses an answer that cannot be sent back whole.
    ///
    /// @param advice how to get a shorter one
    /// @throws ResultTooLarge if a result is longer than can be sent back
    public static void requireRoom(long bytes, long most, String advice) {
        if (bytes > most) {
            throw new ResultTooLarge(bytes, most, advice);
        }
    }
}
