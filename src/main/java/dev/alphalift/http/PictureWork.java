package dev.alphalift.http;

import dev.alphalift.dialect.ModelOffer;
import dev.alphalift.fault.Deadline;
import dev.alphalift.pipeline.Admission;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.Removal;
import dev.alphalift.pipeline.RemovalOptions;
import jakarta.enterprise.context.ApplicationScoped;

/// The work on one picture, whatever words it was asked for in.
@ApplicationScoped
class PictureWork {
    private final BackgroundRemover remover;
    private final Admission admission;
    private final ModelOffer offer;
    private final Meters meters;

    PictureWork(BackgroundRemover remover, Admission admission, ModelOffer offer, Meters meters) {
        this.remover = remover;
        this.admission = admission;
        this.offer = offer;
        this.meters = meters;
    }

    /// Does it, and counts the result's bytes until its request has ended.
    Removal remove(byte[] picture, RemovalOptions options, Deadline deadline) {
        offer.check(options.model());
        long start = System.nanoTime();
        Removal removal = remover.remove(picture, options, deadline);
        // The end of the request, whichever it is, cancels its deadline.
        deadline.onCancel(admission.hold(removal.bytes().length, deadline.caller())::close);
        meters.done(removal, System.nanoTime() - start);
        return removal;
    }
}
