package io.clearmladmin.internal.secrets;

import io.clearmladmin.endpoint.Secret;
import java.util.List;
import java.util.Optional;

/** A public key pair: of some the secret is known, of the others its SHA-256. */
public record DefaultKey(String accessKey, String sha256, Optional<Secret> secret, String where) {

    private static final String CHART = "public chart 5.x to 7.14.4, ";
    private static final String CHART_4 = "public chart 4.0.0, ";
    private static final String SERVER = "server's secure.conf, ";

    /** The default keys of the public charts and of the server. The secrets are in the chart's own documentation. */
    public static final List<DefaultKey> KNOWN = List.of(
            published(
                    "5442F3443MJMORWZA3ZH",
                    "BxapIRo9ZINi8x25CRxz8Wdmr2pQjzuWVB4PNASZqCtTyWgWVQ",
                    CHART_4 + "apiserver"),
            published(
                    "ENP39EQM4SLACGD5FXB7",
                    "lPcm0imbcBZ8mwgO7tpadutiS3gnJD05x9j7afwXPS35IKbpiQ",
                    "public charts, tests"),
            hashed(
                    "GGS9F4M6XB2DXJ5AFT9F",
                    "6c511f30e384ffd2e95c74aa0bdef875810bdb6876eba4b4638b9d573fc7cb33",
                    CHART + "apiserver"),
            hashed(
                    "XXCRJ123CEE2KSQ068WO",
                    "9f2d9a23e879246b73518ee43ec7fc62ba3d6096e4994cee6c086b91458899e7",
                    CHART + "fileserver"),
            hashed(
                    "GK4PRTVT3706T25K6BA1",
                    "0c3b1dd110371938f488eb28f8119e640ed48b276d351dce4f86edd3b9e14cdc",
                    CHART + "readiness probe"),
            hashed(
                    "62T8CP7HGBC6647XF9314C2VY67RJO",
                    "e734a805d77c509f1e3db0e8a0c2d7f87d112d6c9ec505fd2b0a27b29b267e1b",
                    SERVER + "apiserver"),
            hashed(
                    "GSQWPEKSKNKF354LC9V6BHXKTYFD5I",
                    "12a64aebc6b32ca86da4e1d346917f43256340530f49940cf863636bd51f723a",
                    SERVER + "fileserver"),
            hashed(
                    "EYVQ385RW7Y2QQUH88CZ7DWIQ1WUHP",
                    "a1e4036636b52f2c4b0f7fca7d1af9086efe56dd47dc20ffca867cf3c7378a2f",
                    SERVER + "webserver"),
            hashed(
                    "EGRTCO8JMSIGI6S39GTP43NFWXDQOW",
                    "de7c1fce12119657e43f4b95961403f8a01c117c18f7d7cb662d2969b9bb4e01",
                    SERVER + "tests"),
            hashed(
                    "EGRTCO8JMSIGI6S39GTP43NFWXDQOW",
                    "4dd30d95c3c0e75a39b13a9bf46c157e59bb744183c7f92ffc2b752d0897df26",
                    "client's sample clearml.conf"));

    /** A key that the caller of the audit named. */
    public static DefaultKey further(String accessKey, Secret secret) {
        return new DefaultKey(accessKey, Hashes.sha256(secret.reveal()), Optional.of(secret), "given to the audit");
    }

    private static DefaultKey published(String accessKey, String secret, String where) {
        return new DefaultKey(accessKey, Hashes.sha256(secret), Optional.of(Secret.of(secret)), where);
    }

    private static DefaultKey hashed(String accessKey, String sha256, String where) {
        return new DefaultKey(accessKey, sha256, Optional.empty(), where);
    }

    @Override
    public String toString() {
        return ShortKey.of(accessKey) + " (" + where + ")";
    }
}
