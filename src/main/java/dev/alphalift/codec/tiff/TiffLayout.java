package dev.alphalift.codec.tiff;

import dev.alphalift.fault.AlphaliftException.UnreadableImage;
import dev.alphalift.fault.AlphaliftException.UnsupportedFormat;
import dev.alphalift.image.Size;

/// How a TIFF picture is cut into strips or tiles and planes, and where they lie. A strip is a tile
/// as wide as the picture.
final class TiffLayout {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int STRIP_OFFSETS = 273;
    private static final int ROWS_PER_STRIP = 278;
    private static final int STRIP_LENGTHS = 279;
    static final int PLANAR = 284;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_LENGTHS = 325;

    /// Pixels that tiles may add to a picture beyond its edges, besides three times its own.
    private static final long TILE_SLACK = 1 << 24;

    private static final int LONGEST_SIDE = 1 << 16;

    /// Pixels of a tile that is decoded whole, when the picture has fewer.
    private static final long LARGEST_TILE = 1 << 22;

    private final Size picture;
    private final Size tile;
    private final int planes;
    private final long[] offsets;
    private final long[] lengths;

    private TiffLayout(Size picture, Size tile, int planes, long[] offsets, long[] lengths) {
        this.picture = picture;
        this.tile = tile;
        this.planes = planes;
        this.offsets = offsets;
        this.lengths = lengths;
    }

    /// The width and height that a directory claims.
    static Size sizeOf(TiffDirectory directory) {
        long width = directory.integer(WIDTH, 0);
        long height = directory.integer(HEIGHT, 0);
        if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw new UnreadableImage(
                    "The TIFF file has no picture of a possible size (%s x %s)."
                            .formatted(width, height));
        }
        return new Size((int) width, (int) height);
    }

    /// Reads the places of all tiles. The picture's size must be within the limits by now, because
    /// the number of tiles follows from it.
    ///
    /// @param mostTiles how many are worth the trouble
    static TiffLayout of(TiffDirectory directory, Size picture, int samples, int mostTiles) {
        long planar = directory.integer(PLANAR, 1);
        if (planar != 1 && planar != 2) {
            throw new UnreadableImage(
                    "The TIFF file has the unknown planar configuration %s.".formatted(planar));
        }
        boolean tiled = !directory.has(STRIP_OFFSETS) && directory.has(TILE_OFFSETS);
        long width = tiled ? directory.integer(TILE_WIDTH, 0) : picture.width();
        long height =
                tiled
                        ? directory.integer(TILE_HEIGHT, 0)
                        : Math.min(
                                picture.height(),
                                directory.integer(ROWS_PER_STRIP, picture.height()));
        requireSensible(picture, width, height);
        Size tile = new Size((int) width, (int) height);
        int planes = planar == 2 ? samples : 1;
        long needed = (long) planes * across(picture, tile) * down(picture, tile);
        if (needed > mostTiles) {
            throw new UnsupportedFormat(
                    "TIFF", "TIFF files in %s strips or tiles are not read.".formatted(needed));
        }
        int count = (int) needed;
        long[] offsets = directory.integers(tiled ? TILE_OFFSETS : STRIP_OFFSETS, count);
        if (offsets.length < count) {
            throw new UnreadableImage(
                    "The TIFF file needs %s strips or tiles and has %s."
                            .formatted(count, offsets.length));
        }
        long[] lengths = directory.integers(tiled ? TILE_LENGTHS : STRIP_LENGTHS, count);
        return new TiffLayout(picture, tile, planes, offsets, lengths);
    }

    private static void requireSensible(Size picture, long width, long height) {
        if (width < 1 || height < 1) {
            throw new UnreadableImage("The TIFF file has empty strips or tiles.");
        }
        if (width > Math.max(LONGEST_SIDE, picture.width())
                || height > Math.max(LONGEST_SIDE, picture.height())) {
            throw unsupported(picture, width, height);
        }
        long columns = roundedUp(picture.width(), width);
        long rows = roundedUp(picture.height(), height);
        if (columns > (4 * picture.pixels() + TILE_SLACK) / rows) {
            throw unsupported(picture, width, height);
        }
    }

    private static long roundedUp(long length, long unit) {
        return (length + unit - 1) / unit * unit;
    }

    private static UnsupportedFormat unsupported(Size picture, long width, long height) {
        return new UnsupportedFormat(
                "TIFF",
                "TIFF files with tiles of %sx%s for a picture of %s are not read."
                        .formatted(width, height, picture));
    }

    /// Refuses tiles that would take far more memory than the picture when they are decoded whole.
    void requireSmallTiles() {
        long whole = roundedUp(picture.width(), 16) * roundedUp(picture.height(), 16);
        if (tile.pixels() > Math.max(LARGEST_TILE, whole)) {
            throw unsupported(picture, tile.width(), tile.height());
        }
    }

    /// Width and height of a tile; the last ones may go over the picture's edge.
    Size tile() {
        return tile;
    }

    /// 1 when the samples of a pixel lie together, else one for each sample.
    int planes() {
        return planes;
    }

    /// Where a tile begins.
    long offset(int index) {
        return offsets[index];
    }

    /// Compressed bytes of a tile, 0 when the file does not say.
    long length(int index) {
        return index < lengths.length ? lengths[index] : 0;
    }

    /// Tiles in all planes.
    int count() {
        return planes * across() * down();
    }

    /// Tiles in a row.
    int across() {
        return across(picture, tile);
    }

    private static int across(Size picture, Size tile) {
        return (int) (((long) picture.width() + tile.width() - 1) / tile.width());
    }

    private static int down(Size picture, Size tile) {
        return (int) (((long) picture.height() + tile.height() - 1) / tile.height());
    }

    /// Rows of tiles.
    int down() {
        return down(picture, tile);
    }

    /// The number of a tile in the lists.
    int index(int plane, int row, int column) {
        return (plane * down() + row) * across() + column;
    }
}
