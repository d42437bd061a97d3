package dev.alphalift.testdata;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/// What the documents' commands find at their reader's: `photo.jpg`, folders of photos and of what
/// belongs to them, sets of pairs under the names that the pages give them.
///
/// @param folder where the commands run; `samples` is there
public record ReadersFiles(Path folder) {
    /// Names of a set of pairs, and a report of an earlier evaluation of it.
    private static final List<String> SETS = List.of("DATA", "PAIRS", "data", ".");

    private static final List<String> OPACITIES = List.of("alphas", "masks", "others");

    /// What every command finds.
    public void photo() throws IOException {
        Path photo = TestData.project().resolve("samples/rocket.jpg");
        Files.copy(photo, folder.resolve("photo.jpg"));
        BufferedImage picture = ImageIO.read(photo.toFile());
        ImageIO.write(hint(picture.getWidth(), picture.getHeight()), "png", file("hint.png"));
        Files.write(folder.resolve("frames.raw"), new byte[1280 * 720 * 3]);
        Files.createDirectory(folder.resolve("frames"));
        model("u2net-int8", "tiny-320");
        model("u2net_cloth_seg/u2net_cloth_seg", "tiny-cloth-768");
        model("sam/sam_vit_b_01ec64.encoder", "tiny-sam-encoder");
        model("sam/sam_vit_b_01ec64.decoder", "tiny-sam-decoder");
    }

    /// A tiny model of the form of a published one, in its place.
    private void model(String name, String tiny) throws IOException {
        Path file = folder.resolve(".rembg/models/%s.onnx".formatted(name));
        Files.createDirectories(file.getParent());
        Files.write(file, TestData.resource("models/%s.onnx".formatted(tiny)));
    }

    private java.io.File file(String name) {
        return folder.resolve(name).toFile();
    }

    /// White is kept, black is erased.
    private static BufferedImage hint(int width, int height) {
        BufferedImage hint = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D brush = hint.createGraphics();
        brush.setColor(Color.WHITE);
        brush.fillRect(width / 3, height / 3, width / 3, height / 3);
        brush.setColor(Color.BLACK);
        brush.fillRect(0, 0, width, height / 9);
        brush.dispose();
        return hint;
    }

    /// Sets of pairs and folders of their parts.
    ///
    /// @param set as `alphalift testset` makes it
    /// @param report of an evaluation of it
    public void pairs(Path set, Path report) throws IOException {
        for (String name : SETS) {
            for (String part : List.of("image", "alpha", "trimap")) {
                copy(set.resolve(part), name + "/" + part);
            }
            Files.copy(set.resolve("manifest.json"), folder.resolve(name, "manifest.json"));
        }
        for (String name : OPACITIES) {
            copy(set.resolve("alpha"), name);
        }
        copy(set.resolve("image"), "photos");
        copy(set.resolve("trimap"), "trimaps");
        Files.copy(report, folder.resolve("before.json"));
    }

    private void copy(Path from, String to) throws IOException {
        Path target = Files.createDirectories(folder.resolve(to));
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName().toString()));
            }
        }
    }
}
