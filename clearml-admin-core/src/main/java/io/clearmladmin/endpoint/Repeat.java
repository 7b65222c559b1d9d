package io.clearmladmin.endpoint;

/**
 * Whether an endpoint may be called again when it is unknown if the first call was carried out.
 *
 * <p>Others change the server too, also between two sends of one call. So the question is not whether a second send
 * finds everything done, but whether anybody could see it: an endpoint is {@link #SAFE} if any number of sends, whatever
 * others change in between, leave what <em>one</em> send at the time of the last would have left, and answer what that
 * one would have answered. In doubt it is {@link #UNSAFE}; then the caller decides, who knows what the call was for.
 *
 * <ul>
 *   <li>A read is safe.
 *   <li>A write of one given value is safe if it does not answer what it changed. What somebody else wrote to the same
 *       place between two sends is overwritten, as it is by one send that arrives a moment later: who writes there while
 *       a call is in flight cannot rely on either order.
 *   <li>The same write is unsafe where the answer counts or names what was <em>changed</em>: the second send answers
 *       0, or an empty list, though the call did its work. Its effect may be repeated; its answer is lost.
 *   <li>What makes something is unsafe: there would be two, or the second send is refused.
 *   <li>What deletes something is unsafe: the second send finds nothing and says so, or takes what was made anew.
 *   <li>What moves something by steps, or in a queue whose tasks are taken meanwhile, is unsafe.
 *   <li>A token that the server does not keep, or an id that ends by itself, is safe to ask for: another is as good.
 *   <li>What is not documented is a read if its name says so, and unsafe if not.
 * </ul>
 */
public enum Repeat {
    /** Sent again after any failure that another attempt may get over. */
    SAFE,

    /**
     * Sent again only if the request before was provably not carried out. If that is not known, the call ends in an
     * {@code OutcomeUnknownException}, which names the read that settles it.
     */
    UNSAFE
}
