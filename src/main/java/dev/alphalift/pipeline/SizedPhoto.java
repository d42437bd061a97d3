package dev.alphalift.pipeline;

import dev.alphalift.codec.Photo;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Region;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import org.jspecify.annotations.Nullable;

/// A decoded picture, no larger than was asked for.
///
/// @param photo the picture
/// @param sent its size before it was scaled down
record SizedPhoto(Photo photo, Size sent) {
    /// A picture, scaled down if an arrangement wants that.
    static SizedPhoto of(
            Photo photo, @Nullable Arrangement arrangement, Workers workers, Deadline deadline) {
        RgbImage image = photo.image();
        Size sent = image.size();
        if (arrangement == null || sent.pixels() <= arrangement.mostPixels()) {
            return new SizedPhoto(photo, sent);
        }
        deadline.check();
        RgbImage smaller = image.scaled(sent.within(arrangement.mostPixels()), workers);
        deadline.check();
        return new SizedPhoto(
                new Photo(smaller, photo.format(), photo.profile(), photo.resolution()), sent);
    }

    /// Where the subject is looked for.
    Region area(@Nullable Arrangement arrangement) {
        Size size = photo.image().size();
        Area area = arrangement == null ? null : arrangement.area();
        return area == null ? Region.whole(size) : area.in(sent, size);
    }
}
