package io.clearmladmin.events;

import io.clearmladmin.events.JournalFileException.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.Locale;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/** Says what a failure of a file means, and what to do. */
final class FileFailures {

    private static final List<String> FULL =
            List.of("no space left", "file too large", "quota exceeded", "not enough space");
    private static final List<String> FORBIDDEN =
            List.of("read-only", "permission denied", "operation not permitted", "access is denied");

    private FileFailures() {}

    static JournalFileException of(Path file, Throwable failure) {
        if (failure instanceof JournalFileException known) {
            return known;
        }
        if (says(failure, FULL)) {
            return new JournalFileException(
                    Reason.DISK_FULL,
                    "The journal file " + file
                            + " cannot grow: the disk is full. Nothing that it remembers is lost; make"
                            + " room, then restore the journal.",
                    failure);
        }
        if (isForbidden(failure)) {
            return notWritable(file, failure);
        }
        return failure instanceof MVStoreException e ? ofStore(file, e) : other(file, failure);
    }

    private static JournalFileException ofStore(Path file, MVStoreException e) {
        return switch (e.getErrorCode()) {
            case DataUtils.ERROR_FILE_LOCKED -> locked(file, e);
            case DataUtils.ERROR_UNSUPPORTED_FORMAT -> laterFormat(file, e);
            // It is only read, so that whatever else it complains of, as that it is closed, comes from what it has
            // read.
            default -> damaged(file, String.valueOf(e.getMessage()), e);
        };
    }

    static JournalFileException locked(Path file, @Nullable Throwable cause) {
        return new JournalFileException(
                Reason.LOCKED,
                "The journal file " + file
                        + " is in use by another process, or by another journal of this one. End that, or"
                        + " give this monitor a file of its own.",
                cause);
    }

    static JournalFileException notWritable(Path file, @Nullable Throwable cause) {
        return new JournalFileException(
                Reason.NOT_WRITABLE,
                "The journal file " + file
                        + " cannot be written. Its folder must exist, and it and its folder be writable for"
                        + " the user that runs this (in a pod: a volume, and fsGroup).",
                cause);
    }

    static JournalFileException laterFormat(Path file, @Nullable Throwable cause) {
        return new JournalFileException(
                Reason.LATER_FORMAT,
                "The journal file " + file + " was written by a later version. Use that version, or a file of its own.",
                cause);
    }

    static JournalFileException damaged(Path file, String how, @Nullable Throwable cause) {
        return new JournalFileException(
                Reason.DAMAGED,
                "The journal file " + file + " is damaged (" + how
                        + "); it was left as it is. Put a whole copy in its place,"
                        + " or move it away: then everything is published anew, as if never published.",
                cause);
    }

    static JournalFileException timedOut(Path file, String what) {
        return new JournalFileException(
                Reason.TIMED_OUT,
                what + " the journal file " + file
                        + " did not end in time. Look at the disk, or give it more time; then"
                        + " restore the journal.",
                null);
    }

    static JournalFileException interrupted(Path file, InterruptedException cause) {
        return new JournalFileException(
                Reason.INTERRUPTED,
                "The thread was interrupted while it waited for another call on the journal file " + file + ".",
                cause);
    }

    static JournalFileException closed(Path file) {
        return new JournalFileException(
                Reason.OTHER, "The journal file " + file + " was closed before the call was done.", null);
    }

    private static JournalFileException other(Path file, Throwable failure) {
        return new JournalFileException(
                Reason.OTHER,
                "The journal file " + file + " failed: " + failure + ". Restore the journal to try again.",
                failure);
    }

    private static boolean isForbidden(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AccessDeniedException
                    || cause instanceof NoSuchFileException
                    || cause instanceof ReadOnlyFileSystemException) {
                return true;
            }
        }
        return says(failure, FORBIDDEN);
    }

    private static boolean says(Throwable failure, List<String> words) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (cause instanceof IOException && words.stream().anyMatch(text::contains)) {
                return true;
            }
        }
        return false;
    }
}
