package dev.alphalift.http;

import dev.alphalift.dialect.ModelOffer;
import dev.alphalift.dialect.WebCall;
import dev.alphalift.dialect.form.NamedTexts;
import dev.alphalift.fault.Deadline;
import dev.alphalift.fetch.PictureAddresses;
import dev.alphalift.http.gate.Gate;
import dev.alphalift.pipeline.Admission;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.Removal;
import dev.alphalift.pipeline.RemovalOptions;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// The work on one picture, whatever words it was asked for in.
@ApplicationScoped
class PictureWork {
    private final BackgroundRemover remover;
    private final PictureAddresses addresses;
    private final Admission admission;
    private final ModelOffer offer;
    private final Meters meters;

    PictureWork(
            BackgroundRemover remover,
            PictureAddresses addresses,
            Admission admission,
            ModelOffer offer,
            Meters meters) {
        this.remover = remover;
        this.addresses = addresses;
        this.admission = admission;
        this.offer = offer;
        this.meters = meters;
    }

    /// A request as an endpoint needs it.
    WebCall call(NamedTexts query, RoutingContext context) {
        return new Call(query, context);
    }

    private final class Call implements WebCall {
        private final NamedTexts query;
        private final RoutingContext context;
        private final Deadline deadline;

        /// When the work has begun; what comes before it is the client's time.
        private long start = System.nanoTime();

        Call(NamedTexts query, RoutingContext context) {
            this.query = query;
            this.context = context;
            this.deadline = Gate.deadline(context);
        }

        @Override
        public NamedTexts query() {
            return query;
        }

        @Override
        public @Nullable String accept() {
            return context.request().getHeader("Accept");
        }

        @Override
        public byte[] read(String address) {
            return addresses.read(address, deadline);
        }

        /// Counts the result's bytes until its request has ended.
        @Override
        public Removal remove(byte[] picture, RemovalOptions options) {
            start = System.nanoTime();
            offer.check(options);
            Removal removal = remover.remove(picture, options, deadline);
            // The end of the request, whichever it is, cancels its deadline.
            deadline.onCancel(admission.hold(removal.bytes().length, deadline.caller())::close);
            meters.done(removal, nanos());
            return removal;
        }

        /// There is no result that cannot be sent back.
        @Override
        public @Nullable URI shelved(Removal removal, String advice) {
            return null;
        }

        @Override
        public long nanos() {
            return System.nanoTime() - start;
        }
    }
}
