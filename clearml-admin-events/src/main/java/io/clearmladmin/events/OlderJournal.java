package io.clearmladmin.events;

import io.clearmladmin.internal.threads.Foreign;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.SingleFileStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.DataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal's file in the first format, which was an MVStore. It is only read, and locked meanwhile, so that nobody writes to it
 * who knows no other format.
 *
 * <p>Such a file does not say how many changes it has: if its process was killed, one that was cut off later looks like one whose
 * last changes the kill cut off.
 */
final class OlderJournal implements AutoCloseable {

    /** How much of a file's begin says how old it is. */
    static final int HEADERS = 8192;

    private static final Logger LOG = LoggerFactory.getLogger(OlderJournal.class);
    // It says by failed assertions, too, that what it reads cannot be.
    private static final String STORE = "the store of the first format";
    private static final Pattern VERSION = Pattern.compile("version:([0-9a-f]{1,15})");

    private final Path path;
    private final MVStore store;

    private OlderJournal(Path path, MVStore store) {
        this.path = path;
        this.store = store;
    }

    /** Opens a file that begins so; fails with a {@link JournalFileException} if it is no journal. */
    static OlderJournal open(Path path, byte[] begin) {
        if (begin.length < HEADERS) {
            throw FileFailures.damaged(path, "it is cut off", null);
        }
        OlderJournal opened = new OlderJournal(path, store(path));
        boolean serves = false;
        try {
            opened.check(leastVersion(begin));
            serves = true;
            return opened;
        } finally {
            if (!serves) {
                opened.close();
            }
        }
    }

    private static MVStore store(Path path) {
        SingleFileStore file = new SingleFileStore(Map.of());
        boolean serves = false;
        try {
            file.open("file:" + path, true, null);
            MVStore store = Foreign.call(STORE, new MVStore.Builder().adoptFileStore(file)::open);
            serves = true;
            return store;
        } catch (MVStoreException failure) {
            throw FileFailures.of(path, failure);
        } catch (RuntimeException failure) {
            throw FileFailures.damaged(path, failure.toString(), failure);
        } finally {
            if (!serves) {
                release(file);
            }
        }
    }

    // The store does not do it after every failure, and would keep the file locked as long as this process lives.
    private static void release(SingleFileStore file) {
        try {
            file.close();
        } catch (RuntimeException notBegun) {
            LOG.trace("The file is closed; what failed is that its store had not begun", notBegun);
        }
    }

    // The store goes back to the last whole state it finds. That is right after a crash, which loses a commit that was
    // acknowledged to nobody; a file that lacks more, or was closed and lacks anything, was cut off.
    private void check(long leastVersion) {
        if (store.getCurrentVersion() < leastVersion) {
            throw FileFailures.damaged(path, "what was written last is missing", null);
        }
        Long format =
                read("about", StringDataType.INSTANCE, LongDataType.INSTANCE).get("format");
        if (format == null || format < 1) {
            throw FileFailures.damaged(path, "it is not a journal", null);
        }
        if (format > 1) {
            throw FileFailures.laterFormat(path, null);
        }
    }

    private static long leastVersion(byte[] begin) {
        String both = new String(begin, StandardCharsets.ISO_8859_1);
        return Math.max(leastVersion(both.substring(0, HEADERS / 2)), leastVersion(both.substring(HEADERS / 2)));
    }

    private static long leastVersion(String header) {
        Matcher version = VERSION.matcher(header);
        boolean isClosed = header.contains("clean:1");
        return version.find() ? Long.parseLong(version.group(1), 16) - (isClosed ? 0 : 1) : 0;
    }

    /** The last event published of each subject. */
    Map<String, byte[]> published() throws IOException {
        Map<String, byte[]> events = read("published", StringDataType.INSTANCE, ByteArrayDataType.INSTANCE);
        for (Map.Entry<String, byte[]> event : events.entrySet()) {
            if (!subject(event.getValue()).equals(event.getKey())) {
                throw FileFailures.damaged(path, "an event is of another subject", null);
            }
        }
        return events;
    }

    /** The events that were about to be published, by their numbers. */
    Map<Long, byte[]> intended() {
        return read("intended", LongDataType.INSTANCE, ByteArrayDataType.INSTANCE);
    }

    /** Whose event it is, which must be whole. */
    String subject(byte[] event) {
        try {
            return EventBytes.read(event).subject();
        } catch (IOException failure) {
            throw FileFailures.damaged(path, String.valueOf(failure.getMessage()), failure);
        }
    }

    private <K extends Comparable<K>, V> Map<K, V> read(String name, DataType<K> keys, DataType<V> values) {
        try {
            return Foreign.call(STORE, () -> entries(name, keys, values));
        } catch (JournalFileException failure) {
            throw failure;
        } catch (MVStoreException failure) {
            throw FileFailures.of(path, failure);
        } catch (RuntimeException failure) {
            throw FileFailures.damaged(path, failure.toString(), failure);
        }
    }

    private <K extends Comparable<K>, V> Map<K, V> entries(String name, DataType<K> keys, DataType<V> values) {
        if (!store.hasMap(name)) {
            throw FileFailures.damaged(path, "it is not a journal", null);
        }
        MVMap<K, V> map =
                store.openMap(name, new MVMap.Builder<K, V>().keyType(keys).valueType(values));
        Map<K, V> all = new TreeMap<>();
        map.forEach(all::put);
        if (all.size() != map.sizeAsLong()) {
            throw FileFailures.damaged(path, "entries are missing", null);
        }
        return all;
    }

    @Override
    public void close() {
        store.closeImmediately();
    }
}
