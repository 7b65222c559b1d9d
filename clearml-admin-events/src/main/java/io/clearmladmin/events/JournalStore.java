package io.clearmladmin.events;

import io.clearmladmin.internal.files.OwnerOnly;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the file of a journal, and makes new ones beside it, which take its place when they are whole and on disk: a file under
 * the journal's name is never half made. Only the user that runs this may read it.
 */
final class JournalStore {

    private static final Logger LOG = LoggerFactory.getLogger(JournalStore.class);

    // The system's locks are the process's, and closing one channel of a file gives up all of them: so within a process
    // nobody may even open a file that is in use.
    private static final Set<Path> IN_USE = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final Path fresh;
    private final JournalDisk disk;

    JournalStore(Path path, JournalDisk disk) {
        this.path = path;
        this.fresh = path.resolveSibling(path.getFileName() + ".new");
        this.disk = disk;
    }

    Path path() {
        return path;
    }

    /** The file under the journal's name, made if it is not there. Nothing is written to one that does not serve. */
    JournalLog open(JournalState state) throws IOException {
        if (!IN_USE.add(path)) {
            throw FileFailures.locked(path, null);
        }
        boolean isOpen = false;
        try {
            JournalLog log = Files.exists(path) ? openExisting(state) : openNew();
            isOpen = true;
            return log;
        } finally {
            if (!isOpen) {
                IN_USE.remove(path);
            }
        }
    }

    private JournalLog openExisting(JournalState state) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw FileFailures.damaged(path, "it is not a file", null);
        }
        if (!Files.isWritable(path)) {
            throw FileFailures.notWritable(path, null);
        }
        byte[] begin;
        try (InputStream file = Files.newInputStream(path)) {
            begin = file.readNBytes(OlderJournal.HEADERS);
        }
        JournalLog log = JournalHeader.isThere(begin) ? openCurrent(state) : upgrade(begin, state);
        boolean isOpen = false;
        try {
            setOwnerOnly(path);
            Files.deleteIfExists(fresh);
            isOpen = true;
            return log;
        } finally {
            if (!isOpen) {
                log.close();
            }
        }
    }

    private JournalLog openCurrent(JournalState state) throws IOException {
        FileChannel channel = openLocked(path);
        boolean isOpen = false;
        try {
            JournalLog log = JournalLog.open(path, channel, state::apply);
            isOpen = true;
            return log;
        } finally {
            if (!isOpen) {
                channel.close();
            }
        }
    }

    private JournalLog upgrade(byte[] begin, JournalState state) throws IOException {
        try (OlderJournal older = OlderJournal.open(path, begin)) {
            Map<String, byte[]> published = older.published();
            Map<Long, byte[]> intended = older.intended();
            JournalLog log = create();
            boolean isMade = false;
            try {
                state.writePublished(
                        published.entrySet(),
                        (change, event) -> change.published(event.getKey(), event.getValue()),
                        log);
                JournalChange left = JournalChange.intended();
                for (Map.Entry<Long, byte[]> intent : intended.entrySet()) {
                    left.intended(intent.getKey(), older.subject(intent.getValue()), intent.getValue());
                }
                state.write(left, log);
                putInPlace(log);
                forceName();
                isMade = true;
            } finally {
                if (!isMade) {
                    discard(log);
                }
            }
            LOG.info("The journal file {} now has a later format, which earlier versions do not read", path);
            return log;
        }
    }

    private JournalLog openNew() throws IOException {
        JournalLog log = create();
        boolean isMade = false;
        try {
            // Another process may have made it since; the lock on the new file keeps those after us away.
            if (Files.exists(path)) {
                throw FileFailures.locked(path, null);
            }
            putInPlace(log);
            forceName();
            isMade = true;
            return log;
        } finally {
            if (!isMade) {
                discard(log);
            }
        }
    }

    /** A new file beside the journal's. */
    JournalLog create() throws IOException {
        makeOwnerOnly(fresh);
        FileChannel channel = openLocked(fresh);
        boolean isMade = false;
        try {
            JournalLog log = JournalLog.make(path, channel);
            isMade = true;
            return log;
        } finally {
            if (!isMade) {
                channel.close();
                Files.deleteIfExists(fresh);
            }
        }
    }

    /** The new file takes the journal's name when all of it is on disk, and keeps its own lock. */
    void putInPlace(JournalLog log) throws IOException {
        log.commit();
        log.force();
        disk.rename(fresh, path);
    }

    /** Until this is done, a power failure may bring back what had the journal's name before. */
    void forceName() throws IOException {
        disk.forceFolder(Objects.requireNonNullElse(path.getParent(), Path.of("")));
    }

    /** Gives a new file up. */
    void discard(@Nullable JournalLog log) {
        try {
            if (log != null) {
                log.close();
            }
            Files.deleteIfExists(fresh);
        } catch (IOException failure) {
            LOG.warn("{} could not be deleted", fresh, failure);
        }
    }

    // Until it has the lock, another may have put a new file in the place of what was opened.
    private FileChannel openLocked(Path file) throws IOException {
        Object opened = key(file);
        FileChannel channel = disk.open(file);
        boolean isLocked = false;
        try {
            isLocked = channel.tryLock() != null && Objects.equals(opened, key(file));
        } catch (OverlappingFileLockException | NoSuchFileException failure) {
            throw FileFailures.locked(path, failure);
        } finally {
            if (!isLocked) {
                channel.close();
            }
        }
        if (!isLocked) {
            throw FileFailures.locked(path, null);
        }
        return channel;
    }

    private static @Nullable Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    void close(JournalLog log) {
        try (log) {
            log.force();
        } catch (IOException failure) {
            LOG.warn("The journal file {} was not closed cleanly; nothing is lost", path, failure);
        } finally {
            IN_USE.remove(path);
        }
    }

    void abandon(JournalLog log) {
        try {
            log.close();
        } catch (IOException failure) {
            LOG.debug("{} was not closed", path, failure);
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
