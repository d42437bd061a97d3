package dev.alphalift.evaluation.data;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The files of one pair.
///
/// @param name what it is called in reports; one of its kind in its data set
/// @param tags the subsets that it belongs to
/// @param predictions by the name of their variant; empty where the pipeline predicts
/// @param truth the true opacity; null: there is none
/// @param trimap where matting scores are taken besides; null: nowhere
/// @param image the picture; null: there is none, so only given predictions can be judged
/// @param isForeground whether `image` is a foreground that still has to be put over something
public record PairSource(
        String name,
        List<String> tags,
        Map<String, Content> predictions,
        @Nullable Content truth,
        @Nullable Content trimap,
        @Nullable Content image,
        boolean isForeground) {
    public PairSource {
        tags = List.copyOf(tags);
        predictions = Map.copyOf(predictions);
    }

    /// The same with more tags.
    PairSource with(List<String> more) {
        List<String> all = Stream.concat(tags.stream(), more.stream()).distinct().toList();
        return new PairSource(name, all, predictions, truth, trimap, image, isForeground);
    }
}
