package dev.alphalift.codec.tiff;

import dev.alphalift.codec.JdkReader;
import dev.alphalift.codec.JoinedBytesStream;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Size;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Undoes the facsimile compressions (ITU-T T.4 and T.6) through the JDK's TIFF reader, which sees
/// a file of ours with one strip in it.
final class TiffFax {
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private TiffFax() {}

    /// Rows of one bit a pixel, each beginning at a byte; 1 is ink.
    ///
    /// @param from where the strip begins in the bytes
    /// @param to where it ends
    static byte[] decode(
            byte[] bytes, int from, int to, TiffFile file, Size strip, Deadline deadline) {
        byte[] header = header(to - from, file, strip.width(), strip.height());
        Raster raster =
                JdkReader.read(
                        "tiff",
                        "TIFF",
                        new JoinedBytesStream(header, bytes, from, to, new byte[0], deadline));
        return ((DataBufferByte) raster.getDataBuffer()).getData();
    }

    private static byte[] header(int length, TiffFile file, int width, int rows) {
        boolean groupFour = file.compression() == TiffCompression.CCITT_GROUP_4;
        boolean groupThree = file.compression() == TiffCompression.CCITT_GROUP_3;
        int entries = groupThree ? 10 : 9;
        int end = 8 + 2 + 12 * entries + 4;
        ByteBuffer header = ByteBuffer.allocate(end).order(ByteOrder.LITTLE_ENDIAN);
        header.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
        header.putShort((short) entries);
        put(header, 256, LONG, width);
        put(header, 257, LONG, rows);
        put(header, 258, SHORT, 1);
        put(header, 259, SHORT, groupFour ? 4 : groupThree ? 3 : 2);
        put(header, 262, SHORT, 1);
        put(header, 273, LONG, end);
        put(header, 277, SHORT, 1);
        put(header, 278, LONG, rows);
        put(header, 279, LONG, length);
        if (groupThree) {
            put(header, 292, LONG, (int) file.faxOptions());
        }
        return header.array();
    }

    private static void put(ByteBuffer header, int tag, int type, int value) {
        header.putShort((short) tag).putShort((short) type).putInt(1).putInt(value);
    }
}
