package io.clearmladmin.internal.hocon;

import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.internal.hocon.ConfParser.Section;
import io.clearmladmin.internal.hocon.ConfValue.Block;
import io.clearmladmin.internal.hocon.ConfValue.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a {@code clearml.conf}, and the files beside or below it that it includes: nothing from other folders, the class
 * path or the network. Files and bytes are bounded.
 */
public final class ConfReader implements ConfParser.Includes {

    private static final Logger LOG = LoggerFactory.getLogger("io.clearmladmin");
    private static final int MAX_DEPTH = 8;
    private static final int MAX_FILES = 64;
    private static final int MAX_BYTES = 8 << 20;

    private final Path folder;
    private final Deque<Path> open = new ArrayDeque<>();
    private final List<Place> absent = new ArrayList<>();
    private int files;
    private int bytes;

    private ConfReader(Path folder) {
        this.folder = folder;
    }

    /** The settings of a file and its includes; substitutions may use these variables. */
    public static ConfLookup read(Path file, UnaryOperator<@Nullable String> variable) {
        ConfReader reader = new ConfReader(normal(file.resolveSibling("")));
        Block root = new Block();
        reader.parse(file, root, Section.ROOT);
        return new ConfLookup(ConfValue.of(root, new Place(file, 1)), variable, reader.absent);
    }

    private static Path normal(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private void parse(Path file, Block block, Section section) {
        open.push(normal(file));
        try {
            new ConfParser(file, text(file), this).parse(block, section);
        } finally {
            open.pop();
        }
    }

    @Override
    public void include(Block block, Section section, String form, String name, Place place) {
        try {
            include(block, section, place, form.startsWith("required"), included(form, name, place));
        } catch (ConfigurationException failure) {
            if (section != Section.OTHER) {
                throw failure;
            }
            LOG.debug("{}: this include is skipped: {}", place, failure.getMessage());
        }
    }

    private void include(Block block, Section section, Place place, boolean isRequired, Path file) {
        if (Files.isRegularFile(file)) {
            parse(file, block, section);
        } else if (isRequired) {
            throw ConfParser.failure(place, "the included file is required and does not exist");
        } else {
            LOG.warn("{}: the included file does not exist", place);
            absent.add(place);
        }
    }

    private Path included(String form, String name, Place place) {
        boolean isLocal =
                form.isEmpty() || form.equals("file(") || form.equals("required(") || form.equals("required(file(");
        if (!isLocal || name.contains("://")) {
            throw ConfParser.failure(place, "only files beside or below this one are included, nothing from elsewhere");
        }
        Path file;
        try {
            file = place.file().resolveSibling(name);
        } catch (InvalidPathException noPath) {
            throw ConfParser.failure(place, "the included name is not a path");
        }
        if (!normal(file).startsWith(folder)) {
            throw ConfParser.failure(place, "only files beside or below this one are included; copy it there");
        }
        if (open.contains(normal(file))) {
            throw ConfParser.failure(place, "the file includes itself");
        }
        if (open.size() >= MAX_DEPTH || ++files > MAX_FILES) {
            throw ConfParser.failure(
                    place, "more than " + MAX_FILES + " includes, or more than " + MAX_DEPTH + " within each other");
        }
        return file;
    }

    /** The file's text. Bytes that are not UTF-8 become U+FFFD, which makes only their value unusable. */
    private String text(Path file) {
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(MAX_BYTES - bytes + 1);
        } catch (IOException unreadable) {
            throw new ConfigurationException(file + ": it cannot be opened", unreadable);
        }
        bytes += content.length;
        if (bytes > MAX_BYTES) {
            throw new ConfigurationException(
                    file + ": larger than " + MAX_BYTES + " bytes, with its includes: this is not a clearml.conf");
        }
        if (isUtf16(content)) {
            throw new ConfigurationException(
                    file + ": it is in UTF-16, but must be in UTF-8; in an editor, save it as UTF-8; "
                            + "in PowerShell, write it with Set-Content -Encoding utf8");
        }
        return new String(content, StandardCharsets.UTF_8);
    }

    /** By its byte order mark, or by zero bytes, which UTF-8 text does not have. */
    private static boolean isUtf16(byte[] content) {
        int first = content.length > 1 ? ((content[0] & 0xff) << 8) | (content[1] & 0xff) : 0;
        boolean isMarked = first == 0xfeff || first == 0xfffe;
        for (int i = 0; i < content.length && !isMarked; i++) {
            if (content[i] == 0) {
                return true;
            }
        }
        return isMarked;
    }
}
