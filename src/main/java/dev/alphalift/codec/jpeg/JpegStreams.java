package dev.alphalift.codec.jpeg;

import dev.alphalift.codec.EmbeddedJpegs;
import dev.alphalift.codec.JpegScans;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Size;

/// JPEG inside other formats, by the decoder of whole files.
public final class JpegStreams implements EmbeddedJpegs {
    @Override
    public byte[] tablesOf(byte[] stream) {
        return JpegFile.tablesOf(stream);
    }

    @Override
    public Stream open(
            byte[] tables, byte[] bytes, int from, int to, boolean isLuminanceChrominance) {
        return new OfFile(JpegFile.ofTiff(tables, bytes, from, to, isLuminanceChrominance));
    }

    private record OfFile(JpegFile file) implements Stream {
        @Override
        public Size size() {
            return file.size();
        }

        @Override
        public int componentCount() {
            return file.componentCount();
        }

        @Override
        public int end() {
            return file.end();
        }

        @Override
        public JpegScans scans() {
            return file.scans();
        }

        @Override
        public byte[] decodeComponents(Deadline deadline) {
            return new JpegDecoder(file).decodeComponents(deadline);
        }
    }
}
