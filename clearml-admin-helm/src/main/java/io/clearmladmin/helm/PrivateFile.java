package io.clearmladmin.helm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** A file that only its owner may read, from the first byte on; it is there whole or not at all. */
final class PrivateFile {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private PrivateFile() {}

    static void write(Path file, String text) throws IOException {
        Path whole = file.toAbsolutePath();
        Path folder = Objects.requireNonNull(whole.getParent(), "file");
        Files.createDirectories(folder);
        Path part = emptyFile(folder);
        try {
            Files.writeString(part, text);
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static Path emptyFile(Path folder) throws IOException {
        try {
            return Files.createTempFile(folder, ".values", ".part", OWNER_ONLY);
        } catch (UnsupportedOperationException notPosix) {
            throw new IOException(
                    folder + " is on a file system that cannot keep a file from others; write toYaml() elsewhere",
                    notPosix);
        }
    }
}
