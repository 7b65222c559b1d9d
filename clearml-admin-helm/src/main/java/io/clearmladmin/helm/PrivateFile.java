package io.clearmladmin.helm;

import io.clearmladmin.internal.files.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** A file that only its owner may read, from the first byte on; it is complete or absent. */
final class PrivateFile {

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
            return Files.createTempFile(folder, ".values", ".part", OwnerOnly.attribute());
        } catch (UnsupportedOperationException notPosix) {
            throw OwnerOnly.refusal(folder, "write toYaml() elsewhere", notPosix);
        }
    }
}
