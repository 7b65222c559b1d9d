package io.clearmladmin.rotation;

import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.secrets.ShortKey;
import io.clearmladmin.internal.text.Counts;
import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.internal.text.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The keys of users, as they were at one time.
 *
 * @param time when they were read
 * @param keys the keys
 * @param unread the users whose keys could not be read
 */
public record KeyReport(Instant time, List<Entry> keys, List<UnreadUser> unread) {

    /**
     * A key and its user.
     *
     * @param tenant the id of the tenant; empty where the server does not return it
     * @param user the id of the user
     * @param key the key
     */
    public record Entry(String tenant, String user, CredentialInfo key) {

        @Override
        public String toString() {
            return SafeText.of(this);
        }
    }

    /** Copies the lists. */
    public KeyReport {
        keys = List.copyOf(keys);
        unread = List.copyOf(unread);
    }

    /** Keys that were never used. */
    public List<Entry> neverUsed() {
        return those(key -> key.lastUsed().isEmpty());
    }

    /**
     * Keys unused for this time; those never used count from their creation. Open-source servers do not report
     * that, so there keys that were never used are only in {@link #neverUsed()}.
     */
    public List<Entry> unusedFor(Duration time) {
        return those(key -> key.lastUsed().or(key::created).filter(before(time)).isPresent());
    }

    /** Keys created longer ago than this. Enterprise; open-source servers do not report it. */
    public List<Entry> olderThan(Duration time) {
        return those(key -> key.created().filter(before(time)).isPresent());
    }

    /** Keys that expire within this time, or have expired. Enterprise. */
    public List<Entry> expiringWithin(Duration time) {
        Instant last = this.time.plus(time);
        return those(key -> key.expire().filter(end -> !end.isAfter(last)).isPresent());
    }

    /** Keys that never expire; on an open-source server, all of them. */
    public List<Entry> withoutExpiry() {
        return those(key -> key.expire().isEmpty());
    }

    private Predicate<Instant> before(Duration ago) {
        return time.minus(ago)::isAfter;
    }

    private List<Entry> those(Predicate<CredentialInfo> which) {
        return keys.stream().filter(entry -> which.test(entry.key())).toList();
    }

    /** As JSON, with {@code snake_case} names and times in ISO 8601. It has whole access keys, and no secret. */
    public String toJson() {
        return Json.pretty(new AsJson(time, keys.stream().map(JsonKey::of).toList(), unread));
    }

    /** For people: the counts, users whose keys could not be read, and the keys, each by its first characters. */
    public String toText() {
        Table rows = new Table();
        unread.forEach(user -> user.addTo(rows));
        keys.forEach(entry -> add(rows, entry));
        String counts = new Counts()
                .add(unread.size(), unread.size() == 1 ? "user unread" : "users unread")
                .add(keys.size(), keys.size() == 1 ? "key" : "keys")
                .add(neverUsed().size(), "never used")
                .add(withoutExpiry().size(), "without expiry")
                .orElse("none");
        String all = rows.toString();
        return "Keys at " + time + ": " + counts + "\n" + (all.isEmpty() ? "" : "\n" + all);
    }

    private static void add(Table rows, Entry entry) {
        CredentialInfo key = entry.key();
        String times = "last used " + key.lastUsed().map(Instant::toString).orElse("never") + ", ends "
                + key.expire().map(Instant::toString).orElse("never");
        rows.row("key", ShortKey.described(key.accessKey(), key.label().orElse(""), entry.user(), times));
    }

    /** As for people. */
    @Override
    public String toString() {
        return toText();
    }

    // Not the entries themselves: a key may have unknown fields with unknown content.
    private record AsJson(Instant time, List<JsonKey> keys, List<UnreadUser> unread) {}

    private record JsonKey(
            String tenant,
            String user,
            String accessKey,
            Optional<String> label,
            Optional<Instant> created,
            Optional<Instant> lastUsed,
            Optional<String> lastUsedFrom,
            Optional<Instant> expire) {

        static JsonKey of(Entry entry) {
            CredentialInfo key = entry.key();
            return new JsonKey(
                    entry.tenant(),
                    entry.user(),
                    key.accessKey(),
                    key.label(),
                    key.created(),
                    key.lastUsed(),
                    key.lastUsedFrom(),
                    key.expire());
        }
    }
}
