package io.clearmladmin.internal.secrets;

import io.clearmladmin.endpoint.Secret;
import java.util.Map;
import java.util.Optional;

/** The public default keys and secrets of ClearML's charts and server. Sends nothing. */
public final class PublicSecrets {

    /** The secret that signs the tokens of a server by the public chart 4.0.0. */
    public static final String CHART_4_SECRET = "1SCf0ov3Nm544Td2oZ0gXSrsNx5XhMWdVlKz1tOgcx158bD5RV";

    /** Secrets that sign tokens: where each is published, by its SHA-256. */
    public static final Map<String, String> WHERE_BY_SHA256 = Map.of(
            Hashes.sha256(CHART_4_SECRET),
            "the public chart 4.0.0",
            "0c3b1dd110371938f488eb28f8119e640ed48b276d351dce4f86edd3b9e14cdc",
            "the public chart 5.x to 7.14.4",
            "b6bcb89784ec109857797236fae867027664aa0ae51f5b086ebcfc9409217930",
            "the server's secure.conf");

    private static final String CHART_4_SESSION_SECRET =
            "bb55d797ea11023532edda06ff5b6cc923e66e0567ce0812270c3ca1e396b6a8";

    private PublicSecrets() {}

    /** Where this access key is published, such as "public chart 4.0.0, apiserver"; empty if it is not a public one. */
    public static Optional<String> whereAccessKey(String accessKey) {
        return DefaultKey.KNOWN.stream()
                .filter(key -> key.accessKey().equals(accessKey))
                .map(DefaultKey::where)
                .findFirst();
    }

    /** Where this secret is published: that of a key, or one that signs tokens or sessions; empty if it is not public. */
    public static Optional<String> whereSecret(Secret secret) {
        String hash = Hashes.sha256(secret.reveal());
        if (hash.equals(CHART_4_SESSION_SECRET)) {
            return Optional.of("the public chart 4.0.0");
        }
        return DefaultKey.KNOWN.stream()
                .filter(key -> key.sha256().equals(hash))
                .map(DefaultKey::where)
                .findFirst()
                .or(() -> Optional.ofNullable(WHERE_BY_SHA256.get(hash)));
    }
}
