package io.clearmladmin.credentials;

import io.clearmladmin.internal.files.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Files that only their owner may read. A key's own file is written once and never again; the file in use is a copy that
 * a rename puts in place, which every file system supports. Each write is forced to the disk before the next step relies on it.
 */
final class PrivateFiles implements CredentialStore {

    private static final String OWN = "by-key";
    // Between reading that the file in use has a revoked key and deleting it, no other thread may put a valid one
    // there.
    private static final Object IN_USE = new Object();

    private final Path folder;
    private final Path own;
    private final KeyFormat format;

    PrivateFiles(Path folder, KeyFormat format) {
        this.folder = Objects.requireNonNull(folder, "folder").toAbsolutePath();
        this.own = this.folder.resolve(OWN);
        this.format = format;
    }

    @Override
    public void receive(NewKey key) throws IOException {
        makeFolders();
        write(own.resolve(key.ownName() + format.extension()), format.write(key));
        force(own);
        force(folder);
    }

    @Override
    public void proved(KeptKey key) throws IOException {
        Path file = own.resolve(key.ownName() + format.extension());
        String text = read(file);
        Path inUse = folder.resolve(key.stableName() + format.extension());
        Path part = folder.resolve(
                "." + key.ownName() + "." + UUID.randomUUID().toString().substring(0, 8) + ".part");
        try {
            write(part, format.inUse(text, key));
            synchronized (IN_USE) {
                Files.move(part, inUse, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(part);
        }
        force(folder);
    }

    @Override
    public void revoked(KeptKey key) throws IOException {
        if (!Files.isDirectory(own)) {
            return;
        }
        synchronized (IN_USE) {
            for (Path file : files(folder, name -> isInUseOf(name, key))) {
                if (format.holds(Files.readString(file), key.accessKey())) {
                    Files.deleteIfExists(file);
                }
            }
        }
        delete(files(folder, name -> name.startsWith(".") && isOwnOf(name.substring(1), key)));
        force(folder);
        delete(files(own, name -> isOwnOf(name, key)));
    }

    private String read(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException missing) {
            throw new IOException(
                    "there is no " + file
                            + ": the key was stored elsewhere, or its file was deleted. Use the store that has it,"
                            + " or revoke the key",
                    missing);
        }
    }

    // The label of a key may have changed since; the tenant, the user and the key have not. A label may look like a
    // key.
    private static boolean isOwnOf(String name, KeptKey key) {
        String begin = key.userPart() + ".";
        int label = name.indexOf('.', begin.length());
        return name.startsWith(begin) && label > 0 && name.startsWith(key.accessKeyPart() + ".", label + 1);
    }

    private boolean isInUseOf(String name, KeptKey key) {
        String begin = key.userPart() + ".";
        return name.startsWith(begin)
                && name.endsWith(format.extension())
                && name.indexOf('.', begin.length())
                        == name.length() - format.extension().length();
    }

    private static List<Path> files(Path folder, Predicate<String> name) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> all =
                Files.newDirectoryStream(folder, file -> name.test(String.valueOf(file.getFileName())))) {
            all.forEach(found::add);
        }
        return found;
    }

    private static void delete(List<Path> files) throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    // A folder is durable when its parent is.
    private void makeFolders() throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path path = own; path != null && !Files.isDirectory(path); path = path.getParent()) {
            missing.push(path);
        }
        for (Path path : missing) {
            Files.createDirectories(path);
            force(Objects.requireNonNull(path.getParent(), "a folder that can be created has a parent"));
        }
    }

    private void write(Path file, String text) throws IOException {
        Set<StandardOpenOption> asNew = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, asNew, OwnerOnly.attribute())) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (UnsupportedOperationException notPosix) {
            throw OwnerOnly.refusal(folder, "give a store of your own", notPosix);
        }
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
