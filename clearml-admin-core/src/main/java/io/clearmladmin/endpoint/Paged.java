package io.clearmladmin.endpoint;

import java.util.List;
import java.util.stream.Stream;

/**
 * A listing that is read page by page, as it is walked. Nothing is sent before the first element is asked for, and at
 * most two pages are held. It ends with an empty page, which takes one more call than there are pages: a short page may
 * just be as much as the server gives at once. A page that is the same as the one before is a {@code DecodingException},
 * since such a listing would never end.
 *
 * <p>The server counts pages by position. Where objects come or go while the pages are read, an object near a page's
 * edge may be seen twice or not at all; one that neither moves nor changes is seen exactly once. For a listing that
 * must be whole, order by a field that does not change, such as {@code id}, and read it again if it matters.
 *
 * <p>A {@code Paged} may be walked many times and from many threads, each walk asking the server anew; a single
 * iterator or stream belongs to one thread. Errors are thrown from where the page was needed.
 */
public interface Paged<T> extends Iterable<T> {

    /** All elements, lazily. */
    Stream<T> stream();

    /** The pages themselves, lazily; any may be short, none is empty. */
    Iterable<List<T>> pages();
}
