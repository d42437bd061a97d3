package dev.alphalift.dialect;

import dev.alphalift.dialect.form.NamedTexts;
import dev.alphalift.pipeline.Removal;
import dev.alphalift.pipeline.RemovalOptions;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// A web call for the work on one picture: what an endpoint needs of the place where it came in,
/// which is the server or a function.
public interface WebCall {
    /// The parameters of its address.
    NamedTexts query();

    /// Its header `Accept`.
    @Nullable String accept();

    /// The bytes of a file at an address, in time for the call.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException if it must not be read, or cannot be
    byte[] read(String address);

    /// Does the work, in time for the call.
    ///
    /// @throws dev.alphalift.fault.AlphaliftException if it cannot be done
    Removal remove(byte[] picture, RemovalOptions options);

    /// Puts a result away that is too long to be sent back.
    ///
    /// @param advice how to get a shorter one
    /// @return where it can be fetched; null if it can be sent back
    /// @throws dev.alphalift.fault.AlphaliftException.ResultTooLarge if there is no place for it
    @Nullable URI shelved(Removal removal, String advice);

    /// How long it has taken until now, in nanoseconds.
    long nanos();
}
