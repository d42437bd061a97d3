package dev.alphalift.lambda;

import dev.alphalift.dialect.ApiKeys;
import dev.alphalift.dialect.ModelOffer;
import dev.alphalift.dialect.WebAnswer;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.Deadline;
import dev.alphalift.fetch.PictureAddresses;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.Removal;
import dev.alphalift.pipeline.RemovalOptions;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What web calls have in common, whatever words they use: who may call, the work on one picture,
/// and where a result goes that is too long to be sent back.
///
/// @param addresses pictures that are named by their address
/// @param offer the models that may be asked for
/// @param keys what callers must show
/// @param shelf where long results go; null where there is no such place
/// @param samples where pictures are kept that nothing could be done with; null: they are not
/// @param timeout how long one call may take
public record PictureCalls(
        BackgroundRemover remover,
        PictureAddresses addresses,
        ModelOffer offer,
        ApiKeys keys,
        @Nullable ResultShelf shelf,
        @Nullable FailedSamples samples,
        Duration timeout) {
    /// @throws AlphaliftException.Unauthorized if the caller's key is wrong
    void checkKey(HttpEvent call) {
        keys.check(call.header(ApiKeys.HEADER));
    }

    Deadline deadline() {
        return Deadline.after(timeout);
    }

    byte[] read(String address, Deadline deadline) {
        return addresses.read(address, deadline);
    }

    Removal remove(byte[] picture, RemovalOptions options, Deadline deadline, CallLog.Entry entry) {
        entry.with("bytesIn", picture.length);
        offer.check(options.model());
        try {
            Removal removal = remover.remove(picture, options, deadline);
            entry.done(removal);
            return removal;
        } catch (AlphaliftException fault) {
            if (samples != null) {
                samples.keep(picture, fault);
            }
            throw fault;
        }
    }

    /// Where a result can be fetched whose answer is too long to be sent back; null if it is not.
    ///
    /// @param advice how to get a shorter one
    /// @throws AlphaliftException.ResultTooLarge if there is no place for it
    @Nullable URI shelved(
            HttpEvent call, WebAnswer answer, Removal removal, String advice, CallLog.Entry entry) {
        long most = HttpReply.mostBytes(call.sender());
        if (shelf == null) {
            Payload.requireRoom(answer.body().length, most, advice);
        }
        if (shelf == null || answer.body().length <= most) {
            return null;
        }
        entry.with("shelved", 1);
        return shelf.put(removal);
    }
}
