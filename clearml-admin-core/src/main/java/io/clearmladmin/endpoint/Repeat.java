package io.clearmladmin.endpoint;

/**
 * Whether a call is retryable: whether it may be sent again when it is unknown if the first send was carried out.
 *
 * <p>Others change the server too, also between two sends of one call. So the question is not whether a second send
 * finds everything done, but whether anybody could see it. An endpoint is {@link #SAFE}, that is retryable, if any number of
 * sends, whatever others change in between, leave what <em>one</em> send at the time of the last would have left, and return
 * what that one would have returned. That is more than idempotent. In doubt it is {@link #UNSAFE}; then the caller decides.
 *
 * <ul>
 *   <li>A read is safe.
 *   <li>A write of one given value is safe if it does not return what it changed. What somebody else wrote to the same
 *       place between two sends is overwritten, as it is by one send that arrives a moment later: who writes there while
 *       a call is in flight cannot rely on either order.
 *   <li>The same write is unsafe where the reply counts or names what was <em>changed</em>: the second send returns
 *       0, or an empty list, though the call did its work. Its effect may be repeated; its reply is lost.
 *   <li>A create is unsafe: there would be two objects, or the second send is refused.
 *   <li>A delete is unsafe: the second send finds nothing and says so, or deletes what was created anew.
 *   <li>A move by steps, or in a queue whose tasks are taken meanwhile, is unsafe.
 *   <li>A token that the server does not keep, or an id that expires by itself, is safe to request: another is as good.
 *   <li>An undocumented endpoint is a read if its name says so, and unsafe if not.
 * </ul>
 */
public enum Repeat {
    /** Retried after any failure that another attempt may overcome. */
    SAFE,

    /**
     * Retried only if the request before was provably not carried out. If that is not known, the call ends in an
     * {@code OutcomeUnknownException}, which names the endpoint to verify it with.
     */
    UNSAFE
}
