package dev.alphalift.evaluation.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.codec.ImageEncoder;
import dev.alphalift.codec.OutputFormat;
import dev.alphalift.codec.format.Formats;
import dev.alphalift.eval.Comparison;
import dev.alphalift.eval.Score;
import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.PixelRows;
import dev.alphalift.image.Region;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the small pictures of a [WorstCase]. Safe for use by several threads.
public final class CasePictures {
    /// Most pixels on the longer side.
    static final int LONGEST = 360;

    private static final OutputFormat MATTE = new OutputFormat.Png();
    private static final OutputFormat PHOTO = new OutputFormat.Jpeg(82, OutputFormat.Jpeg.WHITE);

    private final Workers workers;
    private final ImageEncoder encoder;

    public CasePictures(Workers workers) {
        this.workers = workers;
        this.encoder = Formats.encoder(workers);
    }

    /// A case with its pictures: photo and error map as JPEG, mattes as PNG.
    ///
    /// @param scores by [dev.alphalift.eval.Score#key]
    public WorstCase worstCase(
            String name, String variant, Map<String, @Nullable Double> scores, Comparison pair) {
        Size size = within(pair.size());
        RgbImage source = pair.source();
        return new WorstCase(
                name,
                variant,
                scores,
                source == null ? null : file(source.resized(size, workers), PHOTO),
                matte(pair.truth(), size),
                matte(pair.predicted(), size),
                file(ErrorMap.of(pair, size, workers), PHOTO));
    }

    /// A case with its pictures.
    ///
    /// @param told the pair as it stands in the JSON report
    public WorstCase worstCase(JsonNode told, Comparison pair) {
        Map<String, @Nullable Double> scores = new LinkedHashMap<>();
        for (Score score : Score.all()) {
            JsonNode value = PageContent.at(told.path("scores"), score.key());
            if (value.isNumber()) {
                scores.put(score.key(), value.doubleValue());
            }
        }
        return worstCase(told.path("name").asText(), told.path("variant").asText(), scores, pair);
    }

    /// The size with the same proportions that is no longer than a small picture.
    static Size within(Size size) {
        int longer = Math.max(size.width(), size.height());
        if (longer <= LONGEST) {
            return size;
        }
        double scale = (double) LONGEST / longer;
        return new Size(
                Math.max(1, (int) Math.round(scale * size.width())),
                Math.max(1, (int) Math.round(scale * size.height())));
    }

    private EmbeddedPicture matte(Alpha plane, Size size) {
        Region whole = Region.whole(plane.size());
        return file(plane.size().equals(size) ? plane : plane.resized(whole, size, workers), MATTE);
    }

    private EmbeddedPicture file(PixelRows rows, OutputFormat format) {
        return new EmbeddedPicture(
                format.mediaType(), encoder.encode(rows, format, null, null, Deadline.NONE));
    }
}
