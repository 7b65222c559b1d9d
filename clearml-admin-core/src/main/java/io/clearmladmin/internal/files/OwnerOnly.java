package io.clearmladmin.internal.files;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Restricts files to their owner, from the first byte on. */
public final class OwnerOnly {

    private static final Set<PosixFilePermission> PERMISSIONS = PosixFilePermissions.fromString("rw-------");

    private OwnerOnly() {}

    /** The attribute for a new file. A file system without owners throws an {@link UnsupportedOperationException}. */
    public static FileAttribute<Set<PosixFilePermission>> attribute() {
        return PosixFilePermissions.asFileAttribute(PERMISSIONS);
    }

    /** The permissions for an existing file. */
    public static Set<PosixFilePermission> permissions() {
        return PERMISSIONS;
    }

    /** Whether the file system that this path is on has owners. */
    public static boolean isKeptAt(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** The exception for a folder where secrets cannot be protected, and what to do instead. */
    public static IOException refusal(Path folder, String instead, UnsupportedOperationException notPosix) {
        return new IOException(
                folder + " is on a file system that cannot keep a file from others; " + instead, notPosix);
    }
}
