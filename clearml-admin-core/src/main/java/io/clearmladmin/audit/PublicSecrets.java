package io.clearmladmin.audit;

import io.clearmladmin.endpoint.Secret;
import java.util.Optional;

/** Keys and secrets of ClearML's charts and of its server that anyone can read in public. Sends nothing. */
public final class PublicSecrets {

    private static final String CHART_4_SESSION_SECRET =
            "bb55d797ea11023532edda06ff5b6cc923e66e0567ce0812270c3ca1e396b6a8";

    private PublicSecrets() {}

    /** Where this access key can be read, such as "public chart 4.0.0, apiserver"; empty if it is not a public one. */
    public static Optional<String> whereAccessKey(String accessKey) {
        return DefaultKey.KNOWN.stream()
                .filter(key -> key.accessKey().equals(accessKey))
                .map(DefaultKey::where)
                .findFirst();
    }

    /** Where this secret can be read: that of a key, or one that signs tokens or sessions; empty if it is not public. */
    public static Optional<String> whereSecret(Secret secret) {
        String hash = Hashes.sha256(secret.reveal());
        if (hash.equals(CHART_4_SESSION_SECRET)) {
            return Optional.of("the public chart 4.0.0");
        }
        return DefaultKey.KNOWN.stream()
                .filter(key -> key.sha256().equals(hash))
                .map(DefaultKey::where)
                .findFirst()
                .or(() -> Optional.ofNullable(PublicTokenSecret.WHERE_BY_SHA256.get(hash)));
    }
}
