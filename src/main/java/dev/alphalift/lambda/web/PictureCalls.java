package dev.alphalift.lambda.web;

import dev.alphalift.dialect.ApiKeys;
import dev.alphalift.dialect.ModelOffer;
import dev.alphalift.fault.AlphaliftException;
import dev.alphalift.fault.Deadline;
import dev.alphalift.fetch.PictureAddresses;
import dev.alphalift.lambda.CallLog;
import dev.alphalift.lambda.Payload;
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

    /// When the work on a picture has to be done: in time for its result to be put away.
    Deadline deadline() {
        boolean putsAway = shelf != null || samples != null;
        return Deadline.after(putsAway ? timeout.minus(reserve(timeout)) : timeout);
    }

    /// How long it may take to put a result away, of the time that a call has.
    public static Duration reserve(Duration timeout) {
        return timeout.dividedBy(5);
    }

    byte[] read(String address, Deadline deadline) {
        return addresses.read(address, deadline);
    }

    Removal remove(byte[] picture, RemovalOptions options, Deadline deadline, CallLog.Entry entry) {
        entry.with("bytesIn", picture.length);
        offer.check(options);
        try {
            Removal removal = remover.remove(picture, options, deadline);
            entry.done(removal);
            return removal;
        } catch (AlphaliftException fault) {
            if (samples != null && !deadline.isOver()) {
                samples.keep(picture, fault);
            }
            throw fault;
        }
    }

    /// Where a result can be fetched that is too long to be sent back, in base64 in any case; null
    /// if it is not.
    ///
    /// @param advice how to get a shorter one
    /// @throws AlphaliftException.ResultTooLarge if there is no place for it
    @Nullable URI shelved(
            HttpEvent call,
            Removal removal,
            String advice,
            Deadline deadline,
            CallLog.Entry entry) {
        long most = HttpReply.mostBytes(call.sender());
        long length = removal.bytes().length;
        if (shelf == null) {
            Payload.requireRoom(length, most, advice);
        }
        if (shelf == null || length <= most) {
            return null;
        }
        deadline.check();
        entry.with("shelved", 1);
        return shelf.put(removal);
    }
}
