package dev.alphalift.evaluation;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// Is told what went wrong with a pair and is nobody's fault but this program's.
@FunctionalInterface
public interface Mistakes {
    /// Writes them to the log.
    Mistakes LOGGED =
            (pair, mistake) -> {
                Logger log = System.getLogger(Mistakes.class.getName());
                log.log(Level.ERROR, "The pair \"%s\" failed.".formatted(pair), mistake);
            };

    /// Tells of one, by any thread.
    ///
    /// @param pair its name
    void tell(String pair, Throwable mistake);
}
