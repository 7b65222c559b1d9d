package io.clearmladmin.k8s;

import java.time.Instant;
import java.util.Optional;

/**
 * That pods were compared with the whole list instead of being followed change by change: states that came and went meanwhile
 * were not seen.
 *
 * @param reason why
 * @param since from when on changes may have been missed; empty at the start
 * @param until when all of them were known again
 * @param appeared how many pods were found new
 * @param changed how many had changed
 * @param gone how many were gone
 * @param folded of how many changes that were seen the handler was not notified, since later ones of the same pods came before
 *     it was free
 */
public record Relist(
        Reason reason, Optional<Instant> since, Instant until, long appeared, long changed, long gone, long folded) {

    /** Why a list was read. */
    public enum Reason {
        /** The first list: the handler was notified of all pods there are, by {@link PodHandler#onAdd}. */
        START,
        /** The server no longer had, or did not accept, the version to go on from. */
        EXPIRED,
        /** Events came that could not follow from those before. */
        DISORDER,
        /** The check at intervals found what the watch missed. */
        CHECK,
        /** The server kept answering with older versions than it had sent before, as after a restored backup. */
        RESTORED,
        /** The handler was slower than the changes for longer than the queue holds. */
        SLOW_HANDLER
    }

    /** Two as one, for a handler that could not be notified of the first in time. The start stays the start. */
    Relist with(Relist later) {
        return new Relist(
                reason == Reason.START ? reason : later.reason,
                reason == Reason.START ? Optional.empty() : since,
                later.until,
                appeared + later.appeared,
                changed + later.changed,
                gone + later.gone,
                folded + later.folded);
    }
}
