package dev.alphalift.codec.jpeg;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/// The typical Huffman tables of ITU-T T.81, annex K.3, which libjpeg-turbo assumes where a file
/// has none: number of codes of each length, then their values.
final class StandardHuffmanTables {
    private static final String DC_VALUES = "000102030405060708090a0b";

    private static final String LUMINANCE_DC = "00010501010101010100000000000000" + DC_VALUES;

    private static final String CHROMINANCE_DC = "00030101010101010101010000000000" + DC_VALUES;

    private static final String LUMINANCE_AC =
            "0002010303020403050504040000017d"
                    + "01020300041105122131410613516107227114328191a1082342b1c11552d1f0"
                    + "2433627282090a161718191a25262728292a3435363738393a43444546474849"
                    + "4a535455565758595a636465666768696a737475767778797a83848586878889"
                    + "8a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5"
                    + "c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8"
                    + "f9fa";

    private static final String CHROMINANCE_AC =
            "00020102040403040705040400010277"
                    + "000102031104052131061241510761711322328108144291a1b1c109233352f0"
                    + "156272d10a162434e125f11718191a262728292a35363738393a434445464748"
                    + "494a535455565758595a636465666768696a737475767778797a828384858687"
                    + "88898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3"
                    + "c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8"
                    + "f9fa";

    private StandardHuffmanTables() {}

    static void writeTo(ByteArrayOutputStream file) {
        write(file, 0x00, LUMINANCE_DC);
        write(file, 0x10, LUMINANCE_AC);
        write(file, 0x01, CHROMINANCE_DC);
        write(file, 0x11, CHROMINANCE_AC);
    }

    private static void write(ByteArrayOutputStream file, int tableClassAndNumber, String table) {
        byte[] bytes = HexFormat.of().parseHex(table);
        int length = bytes.length + 3;
        file.writeBytes(new byte[] {(byte) 0xff, (byte) 0xc4});
        file.write(length >> 8);
        file.write(length);
        file.write(tableClassAndNumber);
        file.writeBytes(bytes);
    }
}
