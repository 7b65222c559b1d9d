package io.clearmladmin.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clearmladmin.endpoint.Paged;
import io.clearmladmin.internal.check.Check;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads page after page until one is short. */
final class PagedResult<T> implements Paged<T> {

    private final IntFunction<List<T>> read;
    private final int pageSize;

    PagedResult(IntFunction<List<T>> read, int pageSize) {
        this.read = read;
        this.pageSize = pageSize;
    }

    /** The page size that a request asks for, within the bounds. */
    static int size(String endpoint, ObjectNode request) {
        int size = request.path("page_size").asInt(Check.MAX_PAGE_SIZE);
        if (size < 1 || size > Check.MAX_PAGE_SIZE) {
            throw new IllegalArgumentException(
                    endpoint + ": page_size must be from 1 to " + Check.MAX_PAGE_SIZE + ", is " + size);
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
        private boolean isLast;
        private @Nullable List<T> page;

        @Override
        public boolean hasNext() {
            if (page == null && !isLast) {
                List<T> read = PagedResult.this.read.apply(next);
                next++;
                isLast = read.size() < pageSize;
                page = read.isEmpty() ? null : read;
            }
            return page != null;
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
