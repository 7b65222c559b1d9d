package io.clearmladmin.events;

import io.clearmladmin.internal.files.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the store of a journal, and makes new ones beside it, which take its place when they are whole: a file under the
 * journal's name is never half made. Only the user that runs this may read it.
 */
final class JournalStore {

    private static final Logger LOG = LoggerFactory.getLogger(JournalStore.class);
    private static final long FORMAT = 1;
    private static final int HEADERS = 8192;
    private static final Pattern VERSION = Pattern.compile("version:([0-9a-f]{1,15})");
    private static final int CACHE_MB = 4;
    private static final int PAGE_BYTES = 4096;

    // The system's locks are the process's, and closing one channel of a file gives up all of them: so within a process
    // nobody may even open a file that is in use.
    private static final Set<Path> IN_USE = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final Path fresh;
    private final String scheme;

    /** @param scheme how the store reaches the file; a test has its own */
    JournalStore(Path path, String scheme) {
        this.path = path;
        this.fresh = path.resolveSibling(path.getFileName() + ".new");
        this.scheme = scheme;
    }

    Path path() {
        return path;
    }

    static MVMap<String, byte[]> published(MVStore store) {
        return store.openMap("published", map(StringDataType.INSTANCE));
    }

    static MVMap<Long, byte[]> intended(MVStore store) {
        return store.openMap("intended", map(LongDataType.INSTANCE));
    }

    private static MVMap<String, Long> about(MVStore store) {
        return store.openMap(
                "about",
                new MVMap.Builder<String, Long>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(LongDataType.INSTANCE));
    }

    private static <K> MVMap.Builder<K, byte[]> map(org.h2.mvstore.type.DataType<K> keys) {
        return new MVMap.Builder<K, byte[]>().keyType(keys).valueType(ByteArrayDataType.INSTANCE);
    }

    /** The store under the journal's name, made if it is not there. Nothing is written to one that does not serve. */
    MVStore open() throws IOException {
        if (!IN_USE.add(path)) {
            throw FileFailures.locked(path, null);
        }
        boolean isOpen = false;
        try {
            MVStore store = Files.exists(path) ? openExisting() : openNew();
            isOpen = true;
            return store;
        } finally {
            if (!isOpen) {
                IN_USE.remove(path);
            }
        }
    }

    private MVStore openExisting() throws IOException {
        if (!Files.isRegularFile(path)) {
            throw FileFailures.damaged(path, "it is not a file", null);
        }
        if (!Files.isWritable(path)) {
            throw FileFailures.notWritable(path, null);
        }
        if (Files.size(path) < HEADERS) {
            throw FileFailures.damaged(path, "it is cut off", null);
        }
        long leastVersion = leastVersion();
        MVStore store = open(path);
        boolean serves = false;
        try {
            check(store, leastVersion);
            setOwnerOnly(path);
            Files.deleteIfExists(fresh);
            serves = true;
            return store;
        } finally {
            if (!serves) {
                store.closeImmediately();
            }
        }
    }

    // The store goes back to the last whole state it finds. That is right after a crash, which loses a commit that was
    // acknowledged to nobody; a file that lacks more, or was closed and lacks anything, was cut off.
    private void check(MVStore store, long leastVersion) {
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

    private long leastVersion() throws IOException {
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

    private MVStore openNew() throws IOException {
        MVStore store = create();
        boolean isMade = false;
        try {
            // Another process may have made it since; the lock on the new file keeps those after us away.
            if (Files.exists(path)) {
                throw FileFailures.locked(path, null);
            }
            store.commit();
            store.sync();
            putInPlace();
            isMade = true;
            return store;
        } finally {
            if (!isMade) {
                discard();
                store.closeImmediately();
            }
        }
    }

    /** A new store beside the journal's. */
    MVStore create() throws IOException {
        makeOwnerOnly(fresh);
        MVStore store;
        try {
            store = open(fresh);
        } catch (MVStoreException failure) {
            if (FileFailures.of(fresh, failure).reason() != JournalFileException.Reason.DAMAGED) {
                throw failure;
            }
            // Left half made by a crash: nothing was ever published by it.
            Files.delete(fresh);
            makeOwnerOnly(fresh);
            store = open(fresh);
        }
        published(store).clear();
        intended(store).clear();
        about(store).put("format", FORMAT);
        return store;
    }

    /** The new store takes the journal's name, and keeps its own lock. */
    void putInPlace() throws IOException {
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path folder = path.getParent();
        try (FileChannel channel = FileChannel.open(folder == null ? Path.of("") : folder)) {
            channel.force(true);
        } catch (IOException failure) {
            LOG.debug("The folder of {} cannot be forced to disk here", path, failure);
        }
    }

    /** Gives a new store up. */
    void discard() {
        try {
            Files.deleteIfExists(fresh);
        } catch (IOException failure) {
            LOG.warn("{} could not be deleted", fresh, failure);
        }
    }

    private MVStore open(Path file) {
        MVStore store = new MVStore.Builder()
                .fileName(scheme + file)
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .cacheSize(CACHE_MB)
                .pageSplitSize(PAGE_BYTES)
                .open();
        store.setReuseSpace(false);
        return store;
    }

    void close(MVStore store) {
        try {
            store.close();
        } catch (RuntimeException failure) {
            LOG.warn("The journal file {} was not closed cleanly; nothing is lost", path, failure);
            store.closeImmediately();
        } finally {
            IN_USE.remove(path);
        }
    }

    void abandon(MVStore store) {
        try {
            store.closeImmediately();
        } finally {
            IN_USE.remove(path);
        }
    }

    private static void makeOwnerOnly(Path file) throws IOException {
        try {
            if (OwnerOnly.isKeptAt(file)) {
                Files.createFile(file, OwnerOnly.attribute());
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException failure) {
            setOwnerOnly(file);
        }
    }

    private static void setOwnerOnly(Path file) throws IOException {
        if (OwnerOnly.isKeptAt(file)) {
            Files.setPosixFilePermissions(file, OwnerOnly.permissions());
        }
    }
}
