package dev.alphalift.codec.colour;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// What a PNG file says of its colours in chunks other than `iCCP` (PNG specification, third
/// edition, 11.3.2): code points of video (`cICP`) with what the light was mastered for (`mDCV`,
/// `cLLI`), `sRGB`, and exponent and primaries (`gAMA`, `cHRM`). Kept to the byte.
public final class ColourChunks {
    public static final int PERCEPTUAL = 0;

    private static final String CODE_POINTS = "cICP";
    private static final String SRGB = "sRGB";
    private static final String GAMMA = "gAMA";
    private static final String PRIMARIES = "cHRM";
    private static final String[] BEFORE_PROFILE = {CODE_POINTS, "mDCV", "cLLI"};
    private static final String[] BEHIND_PROFILE = {SRGB, GAMMA, PRIMARIES};

    private final Map<String, ByteBuffer> chunks = new HashMap<>();

    public ColourChunks() {}

    /// One chunk that says sRGB.
    ///
    /// @param intent 0 to 3, as ICC numbers them
    public static ColourChunks srgb(int intent) {
        ColourChunks chunks = new ColourChunks();
        chunks.add(SRGB, new byte[] {(byte) intent});
        return chunks;
    }

    /// Whether it is a chunk that belongs here.
    public static boolean isOne(String type) {
        return switch (type) {
            case CODE_POINTS, "mDCV", "cLLI", SRGB, GAMMA, PRIMARIES -> true;
            default -> false;
        };
    }

    /// Takes in a chunk that makes sense; of several of a type the first.
    public void add(String type, byte[] data) {
        boolean sensible =
                switch (type) {
                    // Pictures are RGB, so that the third is 0.
                    case CODE_POINTS -> data.length == 4 && data[2] == 0 && (data[3] & 0xfe) == 0;
                    case "mDCV" -> data.length == 24;
                    case "cLLI" -> data.length == 8;
                    case SRGB -> data.length == 1 && data[0] >= 0 && data[0] <= 3;
                    case GAMMA -> data.length == 4 && ByteBuffer.wrap(data).getInt() > 0;
                    case PRIMARIES -> data.length == 32 && Primaries.of(data) != null;
                    default -> false;
                };
        if (sensible) {
            chunks.putIfAbsent(type, ByteBuffer.wrap(data).asReadOnlyBuffer());
        }
    }

    public boolean isEmpty() {
        return chunks.isEmpty();
    }

    /// Gives the chunks that belong before `iCCP`.
    public void putBeforeProfile(BiConsumer<String, byte[]> target) {
        // What the light was mastered for says nothing without code points.
        if (chunks.containsKey(CODE_POINTS)) {
            put(BEFORE_PROFILE, target);
        }
    }

    /// Gives the chunks that belong behind `iCCP`.
    public void putBehindProfile(BiConsumer<String, byte[]> target) {
        put(BEHIND_PROFILE, target);
    }

    private void put(String[] types, BiConsumer<String, byte[]> target) {
        for (String type : types) {
            byte[] data = data(type);
            if (data != null) {
                target.accept(type, data);
            }
        }
    }

    private byte @Nullable [] data(String type) {
        ByteBuffer chunk = chunks.get(type);
        if (chunk == null) {
            return null;
        }
        byte[] data = new byte[chunk.limit()];
        chunk.get(0, data);
        return data;
    }

    /// An ICC profile that says the same, for files that hold nothing else, in the order of the
    /// specification: `cICP`, `iCCP`, `sRGB`, `gAMA` with `cHRM`.
    ///
    /// @param embedded the file's own profile, null when there is none
    /// @return null when the colours are sRGB's, which needs no profile, or nothing is said, or no
    ///   profile can say it: brightness above white (PQ, HLG), narrow range
    public byte @Nullable [] profile(byte @Nullable [] embedded) {
        byte[] points = data(CODE_POINTS);
        if (points != null && points[3] == 1) {
            Primaries primaries = Primaries.ofCode(points[0] & 0xff);
            ToneCurve curve = ToneCurve.ofCode(points[1] & 0xff);
            if (primaries != null && curve != null) {
                boolean same = primaries.equals(Primaries.SRGB) && curve.equals(ToneCurve.SRGB);
                return same
                        ? null
                        : IccProfile.of(
                                primaries,
                                curve,
                                "RGB, primaries %s, transfer %s (H.273)"
                                        .formatted(points[0], points[1]));
            }
        }
        if (embedded != null || chunks.containsKey(SRGB)) {
            return embedded;
        }
        byte[] gamma = data(GAMMA);
        ToneCurve curve = gamma == null ? null : ToneCurve.ofGamma(ByteBuffer.wrap(gamma).getInt());
        if (curve == null) {
            return null;
        }
        byte[] chromaticities = data(PRIMARIES);
        Primaries primaries = chromaticities == null ? null : Primaries.of(chromaticities);
        return IccProfile.of(
                primaries == null ? Primaries.SRGB : primaries, curve, "RGB of a PNG file");
    }

    /// The same, so that equal chunks are told from others.
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BiConsumer<String, byte[]> target =
                (type, data) -> {
                    bytes.writeBytes(type.getBytes(StandardCharsets.ISO_8859_1));
                    bytes.writeBytes(data);
                };
        putBeforeProfile(target);
        putBehindProfile(target);
        return bytes.toByteArray();
    }
}
