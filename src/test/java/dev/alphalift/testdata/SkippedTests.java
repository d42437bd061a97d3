package dev.alphalift.testdata;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/// Says in one loud line at the end of a run how many tests were skipped for want of
/// [TestData#shared], so that nobody takes a part of the tests for all of them.
///
/// A group of tests whose cases are read from that data counts once.
public final class SkippedTests implements TestExecutionListener {
    private final AtomicInteger skipped = new AtomicInteger();

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        result.getThrowable()
                .map(Throwable::getMessage)
                .filter(message -> message.contains(TestData.MISSING))
                .ifPresent(_ -> skipped.incrementAndGet());
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        String line = line(skipped.get());
        if (!line.isEmpty()) {
            System.out.println(line);
        }
    }

    /// What is said of so many tests; nothing of none.
    static String line(int skipped) {
        return skipped == 0
                ? ""
                : "!!! SKIPPED: %s TESTS, FOR THEIR DATA IS NOT IN %s (%s, see docs/CONTRIBUTING.md)"
                        .formatted(
                                skipped,
                                TestData.sharedFolder().toAbsolutePath(),
                                TestData.VARIABLE);
    }
}
