package dev.alphalift.segment;

import dev.alphalift.image.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a model wants to be fed: how large a picture, and how it gets to that size.
public sealed interface InputForm {
    /// What a picture of a size is made to, in pixels.
    Size size(Size picture);

    /// Number of planes.
    int channels();

    /// As rembg feeds its models: a square by Lanczos, divided by the small picture's greatest
    /// value.
    ///
    /// @param side width and height in pixels
    record Square(int side) implements InputForm {
        @Override
        public Size size(Size picture) {
            return new Size(side, side);
        }

        @Override
        public int channels() {
            return 3;
        }
    }

    /// As MODNet was published (Ke et al. 2022, the project's ONNX demo): in the picture's own
    /// proportions, by averages of areas, divided by 255. The short side becomes `side`, unless
    /// that lies between the two already; then both are cut down to multiples.
    ///
    /// @param side the short side in pixels
    /// @param multiple what both sides are multiples of, and at least as long as
    /// @param most the longest side; the project knows no limit, and feeds it a strip of a million
    ///   pixels
    record ShortSide(int side, int multiple, int most) implements InputForm {
        @Override
        public Size size(Size picture) {
            double width = picture.width();
            double height = picture.height();
            boolean isScaled =
                    Math.max(picture.width(), picture.height()) < side
                            || Math.min(picture.width(), picture.height()) > side;
            if (!isScaled) {
                return new Size(fitting(width), fitting(height));
            }
            return width >= height
                    ? new Size(fitting(width / height * side), fitting(side))
                    : new Size(fitting(side), fitting(height / width * side));
        }

        private int fitting(double length) {
            int whole = (int) Math.min(most, length);
            return Math.max(multiple, whole - whole % multiple);
        }

        @Override
        public int channels() {
            return 3;
        }
    }

    /// As rembg feeds ViTMatte: the picture by Pillow's bilinear filter and the trimap by the
    /// nearest pixel as a fourth plane, both divided by 255.
    ///
    /// @param side width and height in pixels where the model's file does not fix them
    record WithTrimap(int side) implements InputForm {
        /// The longest side that a model's file may fix.
        public static final int MOST = 2048;

        @Override
        public Size size(Size picture) {
            return new Size(side, side);
        }

        @Override
        public int channels() {
            return 4;
        }
    }

    /// As rembg feeds Segment Anything (Kirillov et al. 2023): the picture in a [PromptFrame] to an
    /// encoder, and what that makes of it with a [Prompt] to a decoder.
    ///
    /// @param decoder the second file
    /// @param data the name of a file with weights that lies beside the encoder; null: there is
    ///   none
    /// @param parts the published parts of that file
    record WithPrompt(ModelFile decoder, @Nullable String data, List<ModelFile> parts)
            implements InputForm {
        public WithPrompt {
            parts = List.copyOf(parts);
        }

        @Override
        public Size size(Size picture) {
            return PromptFrame.SIZE;
        }

        @Override
        public int channels() {
            return 3;
        }
    }
}
