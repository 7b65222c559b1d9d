package io.clearmladmin.directory;

import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A user in a {@link DirectoryListing}, with the keys if they were to be read.
 *
 * @param user the user
 * @param isServiceUser whether it is a service user
 * @param keys the keys, without their secrets; absent if they were not to be read, or could not be
 * @param unread why the keys could not be read
 */
public record DirectoryEntry(
        UserEntry user, boolean isServiceUser, Optional<List<CredentialInfo>> keys, Optional<String> unread) {

    /** Refuses null, and copies the list. */
    public DirectoryEntry {
        Objects.requireNonNull(user, "user");
        keys = keys.map(List::copyOf);
    }

    /** When the oldest key was created. Enterprise. */
    public Optional<Instant> oldestKey() {
        return times(CredentialInfo::created).min(Comparator.naturalOrder());
    }

    /** When a key was last used. */
    public Optional<Instant> lastKeyUse() {
        return times(CredentialInfo::lastUsed).max(Comparator.naturalOrder());
    }

    /** When the first key expires, or expired. Enterprise. */
    public Optional<Instant> nextKeyExpiry() {
        return times(CredentialInfo::expire).min(Comparator.naturalOrder());
    }

    private Stream<Instant> times(Function<CredentialInfo, Optional<Instant>> which) {
        return keys.stream().flatMap(List::stream).flatMap(key -> which.apply(key).stream());
    }

    /** As one line of JSON, with {@code snake_case} names. It has whole access keys, and no secret. */
    public String toJson() {
        return Json.line(new AsJson(
                user.tenant(),
                user.tenantName(),
                user.id(),
                user.name(),
                user.email(),
                user.role(),
                isServiceUser,
                user.created(),
                user.lastSeen(),
                keys.map(all -> all.stream().map(JsonKey::of).toList()),
                unread));
    }

    private record AsJson(
            String tenant,
            String tenantName,
            String user,
            Optional<String> name,
            Optional<String> email,
            Optional<Role> role,
            boolean serviceUser,
            Optional<Instant> created,
            Optional<Instant> lastSeen,
            Optional<List<JsonKey>> keys,
            Optional<String> unread) {}

    // Not the key itself, which may have unknown fields with unknown content.
    private record JsonKey(
            String accessKey,
            Optional<String> label,
            Optional<Instant> created,
            Optional<Instant> lastUsed,
            Optional<Instant> expire) {

        static JsonKey of(CredentialInfo key) {
            return new JsonKey(key.accessKey(), key.label(), key.created(), key.lastUsed(), key.expire());
        }
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
