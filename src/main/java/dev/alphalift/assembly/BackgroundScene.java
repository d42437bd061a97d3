package dev.alphalift.assembly;

import dev.alphalift.codec.ImageDecoder;
import dev.alphalift.image.RgbImage;
import java.io.IOException;
import java.io.InputStream;

/// The natural picture that composites are put over: a cup of coffee on a wooden table, by Rachel
/// Michetti, courtesy of Pikolo Espresso Bar (CC0; see NOTICE).
public final class BackgroundScene {
    private static final String RESOURCE = "/scene.png";

    private BackgroundScene() {}

    /// Reads it.
    public static RgbImage load(ImageDecoder decoder) {
        try (InputStream stream = BackgroundScene.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("The program lacks its part " + RESOURCE + ".");
            }
            return decoder.decode(stream.readAllBytes()).image();
        } catch (IOException e) {
            throw new IllegalStateException("The program's part " + RESOURCE + " is damaged.", e);
        }
    }
}
