package dev.alphalift.testset.paint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DiceTest {
    @Test
    void the_dice_are_split_mix_64() {
        // The same algorithm in the JDK, whose nextLong is the plain one.
        SplittableRandom reference = new SplittableRandom(42);
        Dice dice = new Dice(42);

        for (int at = 0; at < 1000; at++) {
            assertThat(dice.next()).isEqualTo(reference.nextLong());
        }
    }

    @Test
    void numbers_stay_in_their_range() {
        Dice dice = new Dice(1);

        for (int at = 0; at < 10_000; at++) {
            assertThat(dice.unit()).isBetween(0.0, Math.nextDown(1.0));
            assertThat(dice.below(3)).isBetween(0, 2);
            assertThat(dice.between(-2, 5)).isBetween(-2.0, 5.0);
            assertThat(dice.bell()).isBetween(-1.0, 1.0);
        }
    }

    @Test
    void neighbouring_indexes_have_dice_of_their_own() {
        assertThat(Dice.of(1, 2).next()).isNotEqualTo(Dice.of(2, 1).next());
        assertThat(Dice.of(1, 2).next()).isNotEqualTo(Dice.of(1, 3).next());
    }
}
