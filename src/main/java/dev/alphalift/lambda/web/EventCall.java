package dev.alphalift.lambda.web;

import dev.alphalift.dialect.WebCall;
import dev.alphalift.dialect.form.NamedTexts;
import dev.alphalift.fault.Deadline;
import dev.alphalift.lambda.CallLog;
import dev.alphalift.pipeline.Removal;
import dev.alphalift.pipeline.RemovalOptions;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// A web call that came as an event.
record EventCall(
        HttpEvent event,
        NamedTexts query,
        PictureCalls calls,
        Deadline deadline,
        CallLog.Entry entry)
        implements WebCall {
    @Override
    public @Nullable String accept() {
        return event.header("Accept");
    }

    @Override
    public byte[] read(String address) {
        return calls.read(address, deadline);
    }

    @Override
    public Removal remove(byte[] picture, RemovalOptions options) {
        return calls.remove(picture, options, deadline, entry);
    }

    @Override
    public @Nullable URI shelved(Removal removal, String advice) {
        return calls.shelved(event, removal, advice, deadline, entry);
    }

    @Override
    public long nanos() {
        return entry.nanos();
    }
}
