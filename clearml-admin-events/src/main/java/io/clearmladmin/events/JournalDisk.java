package io.clearmladmin.events;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a journal does with the file system; tests have their own. */
class JournalDisk {

    private static final Logger LOG = LoggerFactory.getLogger(JournalDisk.class);

    /** Opens a file that is there, to read and write it. */
    FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** The first takes the name of the second, in one step. */
    void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Forces to disk which files a folder has, where a folder can be opened: not on Windows. */
    void forceFolder(Path folder) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(folder);
        } catch (IOException failure) {
            LOG.debug("The folder {} cannot be forced to disk here", folder, failure);
            return;
        }
        try (channel) {
            channel.force(true);
        }
    }
}
