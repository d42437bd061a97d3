package dev.alphalift.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Formats whose marks are too short or none at all: each is told by a header all of whose fields
/// make sense together.
final class HeaderShapes {
    private static final byte[] TGA_END =
            "TRUEVISION-XFILE.\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] PNG_START = {(byte) 0x89, 'P', 'N', 'G'};

    private static final int ICON_HEADER = 6;
    private static final int ICON_ENTRY = 16;
    private static final int TGA_HEADER = 18;

    /// What a cursor or an icon may measure at most in the only header that some of them have.
    private static final int MOST_ICONS = 1024;

    private final byte[] bytes;
    private final ByteBuffer numbers;

    private HeaderShapes(byte[] bytes) {
        this.bytes = bytes;
        numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static ImageFormat of(byte[] bytes) {
        HeaderShapes shapes = new HeaderShapes(bytes);
        if (shapes.isBmp()) {
            return ImageFormat.BMP;
        }
        if (shapes.isIcons(1)) {
            return ImageFormat.ICO;
        }
        if (shapes.isIcons(2)) {
            return ImageFormat.CUR;
        }
        if (shapes.isNetpbm()) {
            return ImageFormat.NETPBM;
        }
        if (shapes.isPcx()) {
            return ImageFormat.PCX;
        }
        if (shapes.isSgi()) {
            return ImageFormat.SGI;
        }
        return shapes.isTga() ? ImageFormat.TGA : ImageFormat.UNKNOWN;
    }

    private int at(int place) {
        return bytes[place] & 0xff;
    }

    private int word(int place) {
        return numbers.getShort(place) & 0xffff;
    }

    /// Two letters, and the length of a header as any of its versions has it.
    private boolean isBmp() {
        if (bytes.length < 18 || at(0) != 'B' || at(1) != 'M') {
            return false;
        }
        int header = numbers.getInt(14);
        return header >= 12 && header <= 255;
    }

    /// A directory of pictures, of which the first is looked at.
    private boolean isIcons(int type) {
        if (bytes.length < ICON_HEADER + ICON_ENTRY || word(0) != 0 || word(2) != type) {
            return false;
        }
        int count = word(4);
        long length = Integer.toUnsignedLong(numbers.getInt(14));
        long start = Integer.toUnsignedLong(numbers.getInt(18));
        boolean sensible =
                count > 0
                        && count <= MOST_ICONS
                        && (at(9) == 0 || at(9) == 255)
                        && length > 0
                        && start >= ICON_HEADER + (long) ICON_ENTRY * count;
        if (type == 1) {
            sensible &= word(10) <= 4 && word(12) <= 32;
        }
        return sensible && (start + 4 > bytes.length || isIconPicture((int) start));
    }

    /// A bitmap without its file header, or PNG.
    private boolean isIconPicture(int start) {
        int header = numbers.getInt(start);
        return header == 40
                || header == 12
                || header == 108
                || header == 124
                || Arrays.equals(bytes, start, start + 4, PNG_START, 0, 4);
    }

    /// A letter, a digit, white space, and then a number, a comment or a word in capitals.
    private boolean isNetpbm() {
        if (bytes.length < 4 || at(0) != 'P' || !Character.isWhitespace(at(2))) {
            return false;
        }
        boolean number = (at(3) >= '0' && at(3) <= '9') || at(3) == '#';
        return switch (at(1)) {
            case '1', '2', '3', '4', '5', '6' -> number || Character.isWhitespace(at(3));
            case '7' -> number || (at(2) == '\n' && at(3) >= 'A' && at(3) <= 'Z');
            case 'F', 'f' -> at(2) == '\n' && number;
            default -> false;
        };
    }

    private boolean isPcx() {
        if (bytes.length < 128 || at(0) != 10 || at(1) > 5 || at(1) == 1 || at(2) > 1) {
            return false;
        }
        boolean depth = at(3) == 1 || at(3) == 2 || at(3) == 4 || at(3) == 8;
        int width = word(8) - word(4) + 1;
        boolean whole = word(66) * 8 >= width * at(3);
        return depth && width > 0 && word(10) >= word(6) && at(65) >= 1 && at(65) <= 4 && whole;
    }

    private boolean isSgi() {
        if (bytes.length < 12 || at(0) != 0x01 || at(1) != 0xda || at(2) > 1) {
            return false;
        }
        return (at(3) == 1 || at(3) == 2) && at(4) == 0 && at(5) >= 1 && at(5) <= 3;
    }

    /// Truevision's format has no mark at its start, and the older kind none at its end.
    private boolean isTga() {
        if (bytes.length < TGA_HEADER) {
            return false;
        }
        return isTgaHeader() && (endsAsTga() || isPlainTga());
    }

    private boolean endsAsTga() {
        return bytes.length >= TGA_HEADER + TGA_END.length
                && Arrays.equals(
                        bytes,
                        bytes.length - TGA_END.length,
                        bytes.length,
                        TGA_END,
                        0,
                        TGA_END.length);
    }

    private boolean isTgaHeader() {
        int depth = at(16);
        boolean colours =
                switch (at(2)) {
                    case 1, 9 -> at(1) == 1 && (depth == 8 || depth == 16);
                    case 2, 10 -> depth == 15 || depth == 16 || depth == 24 || depth == 32;
                    case 3, 11 -> depth == 8 || depth == 16;
                    default -> false;
                };
        return colours && at(1) <= 1 && word(12) > 0 && word(14) > 0 && (at(17) & 0xc0) == 0;
    }

    /// What else has to be as it should: the palette, the bits of opacity, and where the picture
    /// lies.
    private boolean isPlainTga() {
        int entry = at(7);
        boolean palette =
                at(1) == 0
                        ? word(3) == 0 && word(5) == 0 && (entry == 0 || entry == 24 || entry == 32)
                        : word(5) > 0 && (entry == 15 || entry == 16 || entry == 24 || entry == 32);
        int opacity = at(17) & 15;
        boolean fitting =
                switch (at(16)) {
                    case 32 -> opacity == 8 || opacity == 0;
                    case 16 -> opacity <= 1 || opacity == 8;
                    default -> opacity == 0 || opacity == 8;
                };
        return palette && fitting;
    }
}
