package dev.alphalift.http.gate;

import dev.alphalift.fault.Caller;
import dev.alphalift.pipeline.Admission;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/// How many requests are here, and what their bodies take. Those whose bodies arrive count by the
/// bytes that are here; a place is for those who have arrived. One address may have a part only.
@ApplicationScoped
public class Places {
    /// Bodies that may arrive at once for each place.
    private static final int ARRIVING_FOR_EACH = 8;

    private final Admission admission;
    private final HttpSettings settings;
    private final Map<Caller, Share> shares = new HashMap<>();
    private final Share all = new Share();

    Places(Admission admission, HttpSettings settings) {
        this.admission = admission;
        this.settings = settings;
    }

    /// What is here, of all or of one.
    private static final class Share {
        private int arriving;
        private int present;
        private long bytes;

        boolean isEmpty() {
            return arriving == 0 && present == 0 && bytes == 0;
        }
    }

    /// Requests that have arrived and are not done.
    public synchronized int present() {
        return all.present;
    }

    /// Requests whose bodies arrive.
    public synchronized int arriving() {
        return all.arriving;
    }

    /// Takes in one whose body is about to arrive, if there is a place for it by now.
    synchronized boolean begin(Caller caller) {
        int most = admission.mostPresent();
        Share share = share(caller);
        if (all.arriving >= ARRIVING_FOR_EACH * most
                || share.arriving >= settings.partOf(ARRIVING_FOR_EACH * most)
                || !hasPlace(share)) {
            forget(caller, share);
            return false;
        }
        all.arriving++;
        share.arriving++;
        return true;
    }

    /// Counts bytes of a body that have come; they are to be given back whatever this says. One
    /// body alone always has room.
    ///
    /// @return whether there is room for them
    synchronized boolean add(Caller caller, long bytes) {
        Share share = share(caller);
        all.bytes += bytes;
        share.bytes += bytes;
        boolean isAlone = all.arriving + all.present == 1;
        boolean isItsOnly = share.arriving + share.present == 1;
        boolean isInItsPart =
                isItsOnly || share.bytes <= settings.partOfOne() * settings.bodyBytes();
        return isAlone || (all.bytes <= settings.bodyBytes() && isInItsPart);
    }

    /// One has arrived.
    ///
    /// @return whether there is a place for it; if not it counts as arriving still
    synchronized boolean settle(Caller caller) {
        Share share = share(caller);
        if (!hasPlace(share)) {
            return false;
        }
        all.arriving--;
        share.arriving--;
        all.present++;
        share.present++;
        return true;
    }

    private boolean hasPlace(Share share) {
        int most = admission.mostPresent();
        return all.present < most && share.present < settings.partOf(most);
    }

    /// One has gone before it had arrived.
    synchronized void giveUp(Caller caller) {
        Share share = share(caller);
        all.arriving--;
        share.arriving--;
        forget(caller, share);
    }

    /// One that had arrived is done.
    synchronized void leave(Caller caller) {
        Share share = share(caller);
        all.present--;
        share.present--;
        forget(caller, share);
    }

    /// Gives bytes back.
    synchronized void remove(Caller caller, long bytes) {
        Share share = share(caller);
        all.bytes -= bytes;
        share.bytes -= bytes;
        forget(caller, share);
    }

    private Share share(Caller caller) {
        return shares.computeIfAbsent(caller, _ -> new Share());
    }

    /// Keeps nothing of those who have nothing here.
    private void forget(Caller caller, Share share) {
        if (share.isEmpty()) {
            shares.remove(caller);
        }
    }
}
