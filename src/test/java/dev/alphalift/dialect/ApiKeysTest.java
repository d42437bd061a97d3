package dev.alphalift.dialect;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alphalift.fault.AlphaliftException.Unauthorized;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {
    private final ApiKeys keys = new ApiKeys(List.of("first", "second"));

    @ParameterizedTest
    @ValueSource(strings = {"first", "second", " second "})
    void each_of_the_keys_opens(String key) {
        assertThatCode(() -> keys.check(key)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "third", "First", "firs", "first,second"})
    void nothing_else_does(String key) {
        assertThatThrownBy(() -> keys.check(key))
                .isInstanceOf(Unauthorized.class)
                .hasMessageContaining("X-Api-Key");
    }

    @Test
    void without_keys_everyone_may_call() {
        assertThatCode(() -> new ApiKeys(List.of()).check(null)).doesNotThrowAnyException();
    }
}
