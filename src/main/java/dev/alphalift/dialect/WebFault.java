package dev.alphalift.dialect;

import dev.alphalift.fault.AlphaliftException;
import org.jspecify.annotations.Nullable;

/// Why a web call was not done, in the dialect of its path.
public final class WebFault {
    private WebFault() {}

    /// A fault as an answer.
    ///
    /// @param requestId to be named when asking for help
    public static WebAnswer of(
            @Nullable String path, AlphaliftException fault, @Nullable String requestId) {
        return isOfRemoveBg(path) ? RemoveBgWeb.fault(fault) : RembgWeb.fault(fault, requestId);
    }

    /// A problem as an answer.
    public static WebAnswer of(@Nullable String path, Problem problem) {
        return isOfRemoveBg(path) ? RemoveBgWeb.fault(problem) : problem.answer();
    }

    /// That a path knows other methods.
    ///
    /// @param allowed those that it knows, with commas between
    public static WebAnswer notAllowed(
            @Nullable String path, String allowed, @Nullable String requestId) {
        return of(path, Problem.notAllowed(allowed, requestId)).with("Allow", allowed);
    }

    /// Whether a path belongs to remove.bg's interface.
    public static boolean isOfRemoveBg(@Nullable String path) {
        return path != null && path.startsWith(RemoveBgWeb.PREFIX);
    }
}
