package dev.alphalift.eval.composite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alphalift.image.Alpha;
import dev.alphalift.image.RgbImage;
import dev.alphalift.image.Size;
import org.junit.jupiter.api.Test;

class SceneCompositeTest {
    @Test
    void opaque_pixels_keep_their_colour_and_the_others_show_the_scene() {
        Size size = new Size(3, 1);
        RgbImage foreground = new RgbImage(size, new byte[] {10, 20, 30, 10, 20, 30, 10, 20, 30});
        RgbImage scene =
                new RgbImage(size, new byte[] {100, 110, 120, 100, 110, 120, 100, 110, 120});
        Alpha opacity = new Alpha(size, new byte[] {(byte) 255, 0, 51});

        RgbImage over = SceneComposite.of(foreground, opacity, scene);

        // 51 of 255 is a fifth: 2 + 80, 4 + 88, 6 + 96.
        assertThat(over.samples()).containsExactly(10, 20, 30, 100, 110, 120, 82, 92, 102);
    }
}
