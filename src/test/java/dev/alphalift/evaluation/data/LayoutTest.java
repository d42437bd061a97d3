package dev.alphalift.evaluation.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static Content named(String path) {
        return new BytesContent(path, new byte[0]);
    }

    private static DataSet detected(String... paths) {
        return Layout.named("set").detect(List.of(paths), LayoutTest::named).dataSet();
    }

    private static void assertPair(PairSource pair, String name, String image, String truth) {
        assertThat(pair.name()).isEqualTo(name);
        assertThat(place(pair.image())).isEqualTo(image);
        assertThat(place(pair.truth())).isEqualTo(truth);
    }

    private static String place(Content content) {
        return content == null ? null : content.place();
    }

    @Test
    void folders_called_image_and_gt_are_a_data_set() {
        DataSet set = detected("image/a.jpg", "image/b.jpg", "gt/a.png", "gt/b.png", "readme.txt");

        assertThat(set.pairs()).hasSize(2);
        assertPair(set.pairs().getFirst(), "a", "image/a.jpg", "gt/a.png");
        assertThat(set.unmatched()).isEmpty();
    }

    @Test
    void dis5k_keeps_its_parts_as_tags() {
        DataSet set =
                detected(
                        "DIS-VD/im/1#a.jpg",
                        "DIS-VD/gt/1#a.png",
                        "DIS-TE1/im/1#a.jpg",
                        "DIS-TE1/gt/1#a.png");

        assertThat(set.pairs())
                .extracting(PairSource::name)
                .containsExactly("DIS-TE1/1#a", "DIS-VD/1#a");
        assertThat(set.pairs().getFirst().tags()).containsExactly("DIS-TE1");
    }

    @Test
    void duts_tells_by_the_ends_of_its_folders_names() {
        DataSet set = detected("DUTS-TE/DUTS-TE-Image/x.jpg", "DUTS-TE/DUTS-TE-Mask/x.png");

        assertPair(
                set.pairs().getFirst(),
                "DUTS-TE/x",
                "DUTS-TE/DUTS-TE-Image/x.jpg",
                "DUTS-TE/DUTS-TE-Mask/x.png");
    }

    @Test
    void adobe_has_foregrounds_alpha_and_trimaps() {
        DataSet set = detected("fg/boy.jpg", "alpha/boy.jpg", "trimap/boy.png");

        PairSource pair = set.pairs().getFirst();
        assertPair(pair, "boy", "fg/boy.jpg", "alpha/boy.jpg");
        assertThat(place(pair.trimap())).isEqualTo("trimap/boy.png");
        assertThat(pair.isForeground()).isTrue();
    }

    @Test
    void merged_pictures_come_before_foregrounds() {
        DataSet set = detected("fg/boy.jpg", "alpha/boy.jpg", "merged/boy.png");

        assertPair(set.pairs().getFirst(), "boy", "merged/boy.png", "alpha/boy.jpg");
        assertThat(set.pairs().getFirst().isForeground()).isFalse();
    }

    @Test
    void sod_keeps_photographs_and_masks_in_one_folder() {
        DataSet set = detected("Imgs/1.jpg", "Imgs/1.png", "Imgs/2.jpg", "Imgs/2.png");

        assertThat(set.pairs()).hasSize(2);
        assertPair(set.pairs().getFirst(), "1", "Imgs/1.jpg", "Imgs/1.png");
    }

    @Test
    void ends_of_names_tell_what_files_are_in_one_folder() {
        DataSet set = detected("GT01_image.png", "GT01_alpha.png", "GT01_trimap1.png");

        assertPair(set.pairs().getFirst(), "GT01", "GT01_image.png", "GT01_alpha.png");
        assertThat(place(set.pairs().getFirst().trimap())).isEqualTo("GT01_trimap1.png");
    }

    @Test
    void files_without_partner_are_listed() {
        DataSet set =
                Layout.named("set")
                        .with(Role.TRUTH, List.of("a.png", "b.png"), LayoutTest::named)
                        .withPredictions("mine", List.of("a.png", "c.png"), LayoutTest::named)
                        .dataSet();

        assertThat(set.pairs()).extracting(PairSource::name).containsExactly("a");
        assertThat(set.unmatched())
                .containsEntry("truth", List.of("b.png"))
                .containsEntry("predictions:mine", List.of("c.png"));
    }

    @Test
    void several_predictions_of_a_pair_are_kept_apart() {
        DataSet set =
                Layout.named("set")
                        .with(Role.TRUTH, List.of("a.png"), LayoutTest::named)
                        .withPredictions("one", List.of("a.png"), LayoutTest::named)
                        .withPredictions("two", List.of("a_mask.png"), LayoutTest::named)
                        .dataSet();

        assertThat(set.pairs().getFirst().predictions()).containsOnlyKeys("one", "two");
    }

    @Test
    void without_any_pair_it_says_how_to_name_the_folders() {
        assertThatThrownBy(() -> detected("gt/a.png", "image/b.png"))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("--truth");
    }

    @Test
    void hidden_files_and_other_types_are_left_alone() {
        DataSet set = detected("image/a.jpg", "gt/a.png", "gt/._a.png", "gt/Thumbs.db");

        assertThat(set.pairs()).hasSize(1);
        assertThat(set.unmatched()).isEmpty();
    }
}
