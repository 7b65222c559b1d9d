package io.clearmladmin.rotation;

import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.internal.keys.ShortKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The keys of users, as they were at one time.
 *
 * @param time when they were read
 * @param keys the keys
 */
public record KeyReport(Instant time, List<Entry> keys) {

    /**
     * A key and whose it is.
     *
     * @param user the id of the user
     * @param key the key
     */
    public record Entry(String user, CredentialInfo key) {}

    /** Keeps the list as it is. */
    public KeyReport {
        keys = List.copyOf(keys);
    }

    /** Keys that nobody has used yet. */
    public List<Entry> neverUsed() {
        return keys.stream().filter(entry -> entry.key().lastUsed().isEmpty()).toList();
    }

    /** Keys that end within this time, or have ended. Enterprise. */
    public List<Entry> expiringWithin(Duration time) {
        Instant last = this.time.plus(time);
        return keys.stream()
                .filter(entry ->
                        entry.key().expire().filter(end -> !end.isAfter(last)).isPresent())
                .toList();
    }

    /** Keys without an end; on an open-source server, all of them. */
    public List<Entry> withoutExpiry() {
        return keys.stream().filter(entry -> entry.key().expire().isEmpty()).toList();
    }

    /** A table of the keys, each by its first characters. */
    @Override
    public String toString() {
        return "Keys:\n"
                + keys.stream().map(KeyReport::line).collect(Collectors.joining())
                + "  " + keys.size() + " keys, " + neverUsed().size() + " never used, "
                + withoutExpiry().size() + " without expiry";
    }

    private static String line(Entry entry) {
        CredentialInfo key = entry.key();
        return "  %-9s '%s' of %s, last used %s, ends %s%n"
                .formatted(
                        ShortKey.of(key.accessKey()),
                        key.label().orElse(""),
                        entry.user(),
                        key.lastUsed().map(Instant::toString).orElse("never"),
                        key.expire().map(Instant::toString).orElse("never"));
    }
}
