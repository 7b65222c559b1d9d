package io.clearmladmin.rotation;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.jspecify.annotations.Nullable;

/** A path of {@link CountedFiles}. */
record CountedPath(FileSystem system, Path real) implements Path {

    private Path counted(Path path) {
        return new CountedPath(system, path);
    }

    private @Nullable Path countedOrNull(@Nullable Path path) {
        return path == null ? null : counted(path);
    }

    @Override
    public FileSystem getFileSystem() {
        return system;
    }

    @Override
    public boolean isAbsolute() {
        return real.isAbsolute();
    }

    @Override
    public @Nullable Path getRoot() {
        return countedOrNull(real.getRoot());
    }

    @Override
    public @Nullable Path getFileName() {
        return countedOrNull(real.getFileName());
    }

    @Override
    public @Nullable Path getParent() {
        return countedOrNull(real.getParent());
    }

    @Override
    public int getNameCount() {
        return real.getNameCount();
    }

    @Override
    public Path getName(int index) {
        return counted(real.getName(index));
    }

    @Override
    public Path subpath(int begin, int end) {
        return counted(real.subpath(begin, end));
    }

    @Override
    public boolean startsWith(Path other) {
        return real.startsWith(CountedFiles.real(other));
    }

    @Override
    public boolean endsWith(Path other) {
        return real.endsWith(CountedFiles.real(other));
    }

    @Override
    public Path normalize() {
        return counted(real.normalize());
    }

    @Override
    public Path resolve(Path other) {
        return counted(real.resolve(CountedFiles.real(other)));
    }

    @Override
    public Path relativize(Path other) {
        return counted(real.relativize(CountedFiles.real(other)));
    }

    @Override
    public URI toUri() {
        return real.toUri();
    }

    @Override
    public Path toAbsolutePath() {
        return counted(real.toAbsolutePath());
    }

    @Override
    public Path toRealPath(LinkOption... options) throws IOException {
        return counted(real.toRealPath(options));
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers)
            throws IOException {
        return real.register(watcher, events, modifiers);
    }

    @Override
    public int compareTo(Path other) {
        return real.compareTo(CountedFiles.real(other));
    }

    @Override
    public String toString() {
        return real.toString();
    }
}
