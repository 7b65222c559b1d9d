package io.clearmladmin.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clearmladmin.endpoint.Paged;
import io.clearmladmin.errors.DecodingException;
import io.clearmladmin.internal.check.Check;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads page after page until one is empty. A short page is not the last one: a server whose own limit is below the requested
 * page size returns only short ones.
 */
final class PagedResult<T> implements Paged<T> {

    private final String endpoint;
    private final IntFunction<List<T>> read;

    PagedResult(String endpoint, IntFunction<List<T>> read) {
        this.endpoint = endpoint;
        this.read = read;
    }

    /** The page size of a request, checked. */
    static int size(String endpoint, ObjectNode request) {
        int size = request.path("page_size").asInt(Check.MAX_PAGE_SIZE);
        if (size < 1 || size > Check.MAX_PAGE_SIZE) {
            throw new IllegalArgumentException(
                    endpoint + ": page_size must be from 1 to " + Check.MAX_PAGE_SIZE + ", got " + size);
        }
        return size;
    }

    @Override
    public Iterable<List<T>> pages() {
        return Pages::new;
    }

    @Override
    public Iterator<T> iterator() {
        return stream().iterator();
    }

    @Override
    public Stream<T> stream() {
        return StreamSupport.stream(pages().spliterator(), false).flatMap(List::stream);
    }

    private final class Pages implements Iterator<List<T>> {

        private int next;
        private boolean isEnd;
        private int repeats;
        private List<T> previous = List.of();
        private @Nullable List<T> page;

        @Override
        public boolean hasNext() {
            if (page == null && !isEnd) {
                List<T> read = PagedResult.this.read.apply(next);
                next++;
                isEnd = read.isEmpty();
                page = isEnd ? null : different(read);
            }
            return page != null;
        }

        // A server or proxy that ignores the page number would be read for ever. A single object may come
        // twice, since an insertion before it moves it to the next page.
        private List<T> different(List<T> read) {
            repeats = read.equals(previous) ? repeats + 1 : 0;
            if (repeats > (read.size() == 1 ? 1 : 0)) {
                throw new DecodingException(
                        endpoint,
                        1,
                        null,
                        "page " + (next - 1) + " brings the same " + read.size()
                                + " objects as the page before, so that the"
                                + " listing would never end. The server, or a proxy in front of it, ignores page",
                        null);
            }
            previous = read;
            return read;
        }

        @Override
        public List<T> next() {
            if (!hasNext() || page == null) {
                throw new NoSuchElementException();
            }
            List<T> current = page;
            page = null;
            return current;
        }
    }
}
