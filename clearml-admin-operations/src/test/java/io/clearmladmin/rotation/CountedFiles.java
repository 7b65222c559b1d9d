package io.clearmladmin.rotation;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** The real files, with a point before and after whatever is done to them: no operation can be forgotten. */
final class CountedFiles extends FileSystemProvider {

    private final Points points;
    private final FileSystemProvider real;
    private final FileSystem system;

    private CountedFiles(Points points, Path folder) {
        this.points = points;
        this.real = folder.getFileSystem().provider();
        this.system = new CountedSystem(this, folder.getFileSystem());
    }

    /** The same folder, counted. */
    static Path of(Path folder, Points points) {
        return new CountedPath(new CountedFiles(points, folder).system, folder);
    }

    static Path real(Path path) {
        return path instanceof CountedPath counted ? counted.real() : path;
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        return new CountedChannel(
                points, points.around("open", () -> FileChannel.open(real(path), options, attributes)));
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        DirectoryStream<Path> found = points.around(
                "list",
                () -> real.newDirectoryStream(real(folder), file -> filter.accept(new CountedPath(system, file))));
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                Iterator<Path> files = found.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return files.hasNext();
                    }

                    @Override
                    public Path next() {
                        return new CountedPath(system, files.next());
                    }
                };
            }

            @Override
            public void close() throws IOException {
                found.close();
            }
        };
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
        points.around("create a folder", () -> {
            real.createDirectory(real(folder), attributes);
            return folder;
        });
    }

    @Override
    public void delete(Path path) throws IOException {
        points.around("delete", () -> {
            real.delete(real(path));
            return path;
        });
    }

    @Override
    public void copy(Path from, Path to, CopyOption... options) throws IOException {
        points.around("copy", () -> {
            real.copy(real(from), real(to), options);
            return to;
        });
    }

    @Override
    public void move(Path from, Path to, CopyOption... options) throws IOException {
        points.around("move", () -> {
            real.move(real(from), real(to), options);
            return to;
        });
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
        return real.isSameFile(real(one), real(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return real.isHidden(real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return real.getFileStore(real(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        real.checkAccess(real(path), modes);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        return real.getFileAttributeView(real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return real.readAttributes(real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String names, LinkOption... options) throws IOException {
        return real.readAttributes(real(path), names, options);
    }

    @Override
    public void setAttribute(Path path, String name, Object value, LinkOption... options) throws IOException {
        points.around("set an attribute", () -> {
            real.setAttribute(real(path), name, value, options);
            return path;
        });
    }

    @Override
    public String getScheme() {
        return "counted";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return system;
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException();
    }

    /** The file system of counted paths. */
    private static final class CountedSystem extends FileSystem {

        private final FileSystemProvider provider;
        private final FileSystem real;

        CountedSystem(FileSystemProvider provider, FileSystem real) {
            this.provider = provider;
            this.real = real;
        }

        @Override
        public FileSystemProvider provider() {
            return provider;
        }

        @Override
        public void close() {}

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean isReadOnly() {
            return false;
        }

        @Override
        public String getSeparator() {
            return real.getSeparator();
        }

        @Override
        public Iterable<Path> getRootDirectories() {
            return real.getRootDirectories();
        }

        @Override
        public Iterable<FileStore> getFileStores() {
            return real.getFileStores();
        }

        @Override
        public Set<String> supportedFileAttributeViews() {
            return real.supportedFileAttributeViews();
        }

        @Override
        public Path getPath(String first, String... more) {
            return new CountedPath(this, real.getPath(first, more));
        }

        @Override
        public PathMatcher getPathMatcher(String pattern) {
            return real.getPathMatcher(pattern);
        }

        @Override
        public UserPrincipalLookupService getUserPrincipalLookupService() {
            return real.getUserPrincipalLookupService();
        }

        @Override
        public WatchService newWatchService() throws IOException {
            return real.newWatchService();
        }
    }

    /** A file that is open. */
    private static final class CountedChannel extends FileChannel {

        private final Points points;
        private final FileChannel real;
        private boolean isBegun;

        CountedChannel(Points points, FileChannel real) {
            this.points = points;
            this.real = real;
        }

        // Half of it at first, as a full disk or a kill in the middle leaves it.
        @Override
        public int write(ByteBuffer bytes) throws IOException {
            int half = bytes.remaining() / 2;
            if (half > 0 && !isBegun) {
                isBegun = true;
                ByteBuffer first = bytes.slice(bytes.position(), half);
                points.around("write", () -> real.write(first));
                bytes.position(bytes.position() + half);
                return half;
            }
            return points.around("write", () -> real.write(bytes));
        }

        @Override
        public void force(boolean metaData) throws IOException {
            points.around("force", () -> {
                real.force(metaData);
                return real;
            });
        }

        @Override
        public int read(ByteBuffer bytes) throws IOException {
            return real.read(bytes);
        }

        @Override
        public long read(ByteBuffer[] bytes, int offset, int length) throws IOException {
            return real.read(bytes, offset, length);
        }

        @Override
        public long write(ByteBuffer[] bytes, int offset, int length) throws IOException {
            return points.around("write", () -> real.write(bytes, offset, length));
        }

        @Override
        public long position() throws IOException {
            return real.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            real.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            points.around("truncate", () -> real.truncate(size));
            return this;
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
            return real.transferTo(position, count, target);
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
            return points.around("write", () -> real.transferFrom(source, position, count));
        }

        @Override
        public int read(ByteBuffer bytes, long position) throws IOException {
            return real.read(bytes, position);
        }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            return points.around("write", () -> real.write(bytes, position));
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
            return real.map(mode, position, size);
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) throws IOException {
            return real.lock(position, size, shared);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return real.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            real.close();
        }
    }
}
