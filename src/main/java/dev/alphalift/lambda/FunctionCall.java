package dev.alphalift.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alphalift.fault.AlphaliftException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How every function goes about a call: a line of the log is written whatever comes of it, and
/// what fails stands in that.
public final class FunctionCall {
    /// What is to be done.
    ///
    /// @param <T> what comes of it
    @FunctionalInterface
    public interface Work<T> {
        T run(CallLog.Entry entry);
    }

    private FunctionCall() {}

    /// Answers a call that may ask for nothing but that the function is there.
    ///
    /// @param name the function's
    /// @param warm what is answered then
    /// @throws FunctionFault for a fault; what should not have happened is thrown as it is
    public static <T> T answer(
            CallLog log, String name, @Nullable JsonNode event, Supplier<T> warm, Work<T> work) {
        try (CallLog.Entry entry = log.begin(name)) {
            if (WarmUp.isOne(event)) {
                entry.warm();
                return warm.get();
            }
            return told(entry, work);
        } catch (AlphaliftException fault) {
            throw new FunctionFault(fault);
        }
    }

    /// Does work whose failure, which is thrown on, stands in a line of the log.
    public static <T> T told(CallLog.Entry entry, Work<T> work) {
        try {
            return work.run(entry);
        } catch (AlphaliftException fault) {
            entry.failed(fault);
            throw fault;
        } catch (RuntimeException mistake) {
            entry.failed(mistake);
            throw mistake;
        }
    }
}
