package io.clearmladmin.internal.files;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** That only its owner may read and write a file, from the first byte on. */
public final class OwnerOnly {

    private static final Set<PosixFilePermission> PERMISSIONS = PosixFilePermissions.fromString("rw-------");

    private OwnerOnly() {}

    /** For a file that is made. A file system without owners answers with an {@link UnsupportedOperationException}. */
    public static FileAttribute<Set<PosixFilePermission>> attribute() {
        return PosixFilePermissions.asFileAttribute(PERMISSIONS);
    }

    /** For a file that is there. */
    public static Set<PosixFilePermission> permissions() {
        return PERMISSIONS;
    }

    /** Whether the file system that this path is on has owners. */
    public static boolean isKeptAt(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** That no secret is written into this folder, and what to do in place of it. */
    public static IOException refusal(Path folder, String instead, UnsupportedOperationException notPosix) {
        return new IOException(
                folder + " is on a file system that cannot keep a file from others; " + instead, notPosix);
    }
}
