package io.clearmladmin.testkit.server;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An access key. */
final class Key {

    final String accessKey;
    final String secretKey;
    final String user;
    final Instant created;
    final @Nullable Instant expire;

    @Nullable
    String label;

    @Nullable
    Instant lastUsed;

    String lastUsedFrom = "";

    Key(String accessKey, String secretKey, String user, Instant created, @Nullable Instant expire) {
        this.accessKey = accessKey;
        this.secretKey = secretKey;
        this.user = user;
        this.created = created;
        this.expire = expire;
    }
}
