package io.clearmladmin.endpoint;

import java.util.List;
import java.util.stream.Stream;

/**
 * A listing that is read page by page during iteration. Nothing is sent before the first element is requested, and at
 * most two pages are held. It ends with an empty page, one more call than there are pages: a short page may
 * just be as much as the server returns at once. A page that equals the one before is a {@code DecodingException},
 * since such a listing would never end.
 *
 * <p>The server counts pages by position. Where objects come or go while the pages are read, an object near a page's
 * edge may be seen twice or not at all; one that neither moves nor changes is seen exactly once. For a listing that
 * must be whole, order by a field that does not change, such as {@code id}, and read it again if it matters.
 *
 * <p>A {@code Paged} may be iterated many times and by many threads, and each iteration reads from the server again; a single
 * iterator or stream belongs to one thread. Errors are thrown where the page is needed.
 */
public interface Paged<T> extends Iterable<T> {

    /** All elements, lazily. */
    Stream<T> stream();

    /** The pages themselves, lazily; any may be short, none is empty. */
    Iterable<List<T>> pages();
}
