package io.clearmladmin.credentials;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Files that only their owner may read. Each is there whole or not at all. */
final class PrivateFiles implements SecretReceiver {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path folder;
    private final String extension;
    private final Function<NewKey, String> format;

    PrivateFiles(Path folder, String extension, Function<NewKey, String> format) {
        this.folder = Objects.requireNonNull(folder, "folder");
        this.extension = extension;
        this.format = format;
    }

    @Override
    public void receive(NewKey key) throws IOException {
        Files.createDirectories(folder);
        Path part = emptyFile();
        try {
            Files.write(part, format.apply(key).getBytes(StandardCharsets.UTF_8));
            Path whole = folder.resolve(key.fileName() + extension);
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private Path emptyFile() throws IOException {
        try {
            return Files.createTempFile(folder, ".key", ".part", OWNER_ONLY);
        } catch (UnsupportedOperationException notPosix) {
            throw new IOException(
                    folder + " is on a file system that cannot keep a file from others; give a receiver of your own",
                    notPosix);
        }
    }
}
