import dev.alphalift.Alphalift;
import dev.alphalift.Cutout;
import dev.alphalift.Picture;
import java.nio.file.Path;

/// java CutOut PHOTO CUTOUT [TRUTH]
public final class CutOut {
    public static void main(String[] names) {
        try (var session = Alphalift.open()) {
            Cutout cutout = session.remove(Path.of(names[0]));
            cutout.write(Path.of(names[1]));
            IO.println("confidence: " + cutout.confidence().value());
            if (names.length > 2) {
                Alphalift.score(Picture.of(cutout.mask()), Picture.of(Path.of(names[2])))
                        .values()
                        .forEach((score, value) -> IO.println(score.key() + ": " + value));
            }
        }
    }
}
