package dev.alphalift.testdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.TestExecutionListener;
import org.opentest4j.TestAbortedException;

class SkippedTestsTest {
    @Test
    void data_that_is_missing_aborts_the_test_with_the_words_that_are_counted() {
        assertThatThrownBy(() -> TestData.shared("nowhere/nothing"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining(TestData.MISSING + "nowhere/nothing");
    }

    @Test
    void the_line_tells_the_number_and_the_variable() {
        assertThat(SkippedTests.line(12))
                .contains("12 TESTS", "ALPHALIFT_TEST_DATA")
                .hasLineCount(1);
    }

    @Test
    void nothing_is_said_where_nothing_was_skipped() {
        assertThat(SkippedTests.line(0)).isEmpty();
    }

    @Test
    void every_run_of_tests_has_the_listener() {
        assertThat(ServiceLoader.load(TestExecutionListener.class))
                .hasAtLeastOneElementOfType(SkippedTests.class);
    }
}
