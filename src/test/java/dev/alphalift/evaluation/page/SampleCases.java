package dev.alphalift.evaluation.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.codec.ImageLimits;
import dev.alphalift.codec.format.Formats;
import dev.alphalift.eval.Comparison;
import dev.alphalift.image.Alpha;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import dev.alphalift.image.Workers;
import dev.alphalift.testdata.TestData;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Cases with pictures: the sample photos, round truths, and predictions that err here and there.
final class SampleCases {
    private static final List<String> PHOTOS =
            List.of("astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg");

    private SampleCases() {}

    /// The worst of a report.
    static List<WorstCase> of(JsonNode report, int count, long seed) {
        var random = new Random(seed);
        List<WorstCase> cases = new ArrayList<>();
        try (var workers = new Workers(2)) {
            var pictures = new CasePictures(workers);
            var decoder = Formats.decoder(ImageLimits.DEFAULT, workers);
            var worst = new WorstPairs(count);
            report.path("pairs").forEach(worst::look);
            for (JsonNode pair : worst.picked()) {
                String photo = PHOTOS.get(cases.size() % PHOTOS.size());
                RgbImage source = decoder.decode(TestData.projectFile("samples/" + photo)).image();
                cases.add(
                        pictures.worstCase(
                                pair, comparison(source, cases.size() % 5 != 4, random)));
            }
        }
        return cases;
    }

    private static Comparison comparison(RgbImage source, boolean hasSource, Random random) {
        Size size = source.size();
        double shift = 0.1 * random.nextDouble();
        return new Comparison(
                disc(size, 0.5 + shift, 0.45, 0.28 + 0.06 * random.nextDouble(), 0.08),
                disc(size, 0.5, 0.5, 0.33, 0.01),
                null,
                hasSource ? source : null);
    }

    /// A disc with a soft edge.
    private static Alpha disc(Size size, double x, double y, double radius, double softness) {
        byte[] values = new byte[Math.toIntExact(size.pixels())];
        double unit = Math.min(size.width(), size.height());
        for (int at = 0; at < values.length; at++) {
            double across = (at % size.width() - x * size.width()) / unit;
            double down = (at / size.width() - y * size.height()) / unit;
            double inside = (radius - Math.hypot(across, down)) / softness;
            values[at] = (byte) Math.round(255 * Math.clamp(0.5 + inside, 0, 1));
        }
        return new Alpha(size, values);
    }
}
