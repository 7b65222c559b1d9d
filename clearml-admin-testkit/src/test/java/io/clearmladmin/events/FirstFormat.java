package io.clearmladmin.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.DataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;

/** Reads a journal's file as the version did that wrote the first format; and files that it wrote. */
final class FirstFormat {

    private static final long FORMAT = 1;
    private static final int HEADERS = 8192;
    private static final Pattern VERSION = Pattern.compile("version:([0-9a-f]{1,15})");

    private FirstFormat() {}

    /** Writes a file that the first version wrote. */
    static void copy(String name, Path to) {
        try (InputStream file = FirstFormat.class.getResourceAsStream("format-1/" + name + ".journal.gz")) {
            Files.write(to, new GZIPInputStream(file).readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What it read as the events published last. */
    static Map<String, Event> published(Path path) throws IOException {
        if (Files.size(path) < HEADERS) {
            throw FileFailures.damaged(path, "it is cut off", null);
        }
        long leastVersion = leastVersion(path);
        MVStore store;
        try {
            store = new MVStore.Builder()
                    .fileName("file:" + path)
                    .autoCommitDisabled()
                    .autoCommitBufferSize(0)
                    .cacheSize(4)
                    .pageSplitSize(4096)
                    .open();
        } catch (MVStoreException failure) {
            throw FileFailures.of(path, failure);
        }
        try {
            check(path, store, leastVersion);
            Map<String, Event> events = new LinkedHashMap<>();
            var cursor = store.openMap("published", map(StringDataType.INSTANCE, ByteArrayDataType.INSTANCE))
                    .cursor(null);
            while (cursor.hasNext()) {
                events.put(cursor.next(), EventBytes.read(cursor.getValue()));
            }
            return events;
        } finally {
            store.closeImmediately();
        }
    }

    private static void check(Path path, MVStore store, long leastVersion) {
        if (store.getCurrentVersion() < leastVersion) {
            throw FileFailures.damaged(path, "what was written last is missing", null);
        }
        if (!store.hasMap("about")) {
            throw FileFailures.damaged(path, "it is not a journal", null);
        }
        Long format = about(store).get("format");
        if (format == null || format < 1) {
            throw FileFailures.damaged(path, "it is not a journal", null);
        }
        if (format > FORMAT) {
            throw FileFailures.laterFormat(path, null);
        }
    }

    static MVMap<String, Long> about(MVStore store) {
        return store.openMap("about", map(StringDataType.INSTANCE, LongDataType.INSTANCE));
    }

    private static <K, V> MVMap.Builder<K, V> map(DataType<K> keys, DataType<V> values) {
        return new MVMap.Builder<K, V>().keyType(keys).valueType(values);
    }

    private static long leastVersion(Path path) throws IOException {
        ByteBuffer headers = ByteBuffer.allocate(HEADERS);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            int read = 0;
            while (headers.hasRemaining() && read >= 0) {
                read = channel.read(headers);
            }
        }
        String both = new String(headers.array(), StandardCharsets.ISO_8859_1);
        return Math.max(leastVersion(both.substring(0, HEADERS / 2)), leastVersion(both.substring(HEADERS / 2)));
    }

    private static long leastVersion(String header) {
        Matcher version = VERSION.matcher(header);
        boolean isClosed = header.contains("clean:1");
        return version.find() ? Long.parseLong(version.group(1), 16) - (isClosed ? 0 : 1) : 0;
    }
}
