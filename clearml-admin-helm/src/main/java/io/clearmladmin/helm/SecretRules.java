package io.clearmladmin.helm;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.internal.hocon.Hocon;
import io.clearmladmin.internal.secrets.PublicSecrets;
import io.clearmladmin.report.Severity;
import java.util.LinkedHashMap;
import java.util.Map;

/** Checks keys and secrets: public ones, weak ones, an access key without its secret. */
final class SecretRules {

    static final String DEFAULT = "default-secret";
    private static final int SHORTEST = 16;
    private static final String REPLACE =
            "Replace it with a random text of your own, such as of 'openssl rand -hex 16'.";

    private final Values values;
    private final Findings findings;

    private SecretRules(Values values, Findings findings) {
        this.values = values;
        this.findings = findings;
    }

    static void check(Values values, Findings findings) {
        SecretRules rules = new SecretRules(values, findings);
        ValuesTree.leaves("", values.root(), (path, leaf) -> {
            if (leaf != null) {
                rules.compare(path, String.valueOf(leaf));
            }
        });
        for (String component : Values.COMPONENTS) {
            values.configs(component).forEach((file, text) -> rules.config(values.configPath(component, file), text));
        }
        if (values.chart().isServer()) {
            rules.missing();
            rules.strength();
        }
    }

    private void compare(String path, String text) {
        PublicSecrets.whereSecret(Secret.of(text))
                .ifPresent(where -> findings.find(
                        DEFAULT,
                        Severity.CRITICAL,
                        path,
                        "a public secret (" + where + ")",
                        REPLACE + " With this one, anyone can log in or forge tokens."));
        PublicSecrets.whereAccessKey(text)
                .ifPresent(where -> findings.find(
                        "default-key",
                        Severity.MEDIUM,
                        path,
                        "the access key " + text.substring(0, 4) + "…, which is public (" + where + ")",
                        REPLACE + " Replace its secret too."));
    }

    private void config(String path, String text) {
        try {
            ValuesTree.leaves("", Hocon.read(text), (at, leaf) -> {
                if (leaf instanceof String secret) {
                    compare(path, secret);
                }
            });
        } catch (ConfigurationException reportedByItsOwnRule) {
            return;
        }
    }

    /** The key for the name of a Secret that has all of them. */
    static String existing(Chart chart) {
        return chart.isPublic() && !chart.isAtLeast("5") ? "secret.existingSecret" : chart.own("existingSecret");
    }

    // The public chart has published default keys wherever values set none.
    private void missing() {
        if (!values.chart().isPublic() || values.has(existing(values.chart()))) {
            return;
        }
        if (!values.chart().isAtLeast("3.0.5")) {
            findings.find(
                    DEFAULT,
                    Severity.HIGH,
                    "clearml",
                    "charts before 3.0.5 cannot set keys, so that the server's own are in force, which are public",
                    "Use a newer chart, or set secure.credentials and secure.auth.token_secret in the server's"
                            + " configuration.");
            return;
        }
        CredentialKeys.of(values.chart())
                .all()
                .filter(path -> !values.has(path))
                .forEach(path -> findings.find(
                        DEFAULT,
                        Severity.CRITICAL,
                        path,
                        "not set, so that the chart's own is in force, which is public",
                        "Set it to a random text, such as of 'openssl rand -hex 16'."));
    }

    private void strength() {
        CredentialKeys keys = CredentialKeys.of(values.chart());
        if (!values.chart().isPublic()) {
            keys.pairs().forEach(this::pair);
        }
        keys.all().forEach(this::unquoted);
        Map<String, String> seen = new LinkedHashMap<>();
        keys.secrets()
                .forEach(path -> values.text(path).ifPresent(secret -> {
                    String first = seen.putIfAbsent(secret, path);
                    // The chart has one of its own twice: each is reported as one that anyone can read.
                    boolean isPublic =
                            PublicSecrets.whereSecret(Secret.of(secret)).isPresent();
                    if (first != null && !isPublic) {
                        findings.find(
                                "shared-secret",
                                Severity.HIGH,
                                path,
                                "the same secret as " + first,
                                "Give each its own: anyone who learns one has both.");
                    }
                    if (secret.length() < SHORTEST && !TextRules.isPlaceholder(secret)) {
                        findings.find(
                                "weak-secret",
                                Severity.MEDIUM,
                                path,
                                "a secret of " + secret.length() + " characters",
                                "Use at least " + SHORTEST + " random bytes, such as from 'openssl rand -hex 16'.");
                    }
                }));
    }

    // Such as one of digits only: Helm would write it differently.
    private void unquoted(String path) {
        Object value = values.get(path);
        if (value != null && !(value instanceof String)) {
            findings.find(
                    "unquoted-secret",
                    Severity.HIGH,
                    path,
                    "not read as a text",
                    "Put it in quotes: the server gets another one.");
        }
    }

    private void pair(CredentialKeys.Pair pair) {
        boolean hasKey = values.has(pair.key());
        if (hasKey != values.has(pair.secret())) {
            findings.find(
                    "half-credentials",
                    Severity.HIGH,
                    hasKey ? pair.secret() : pair.key(),
                    "not set, but " + (hasKey ? pair.key() : pair.secret()) + " is",
                    "Set both, or none to have the chart generate them.");
        }
    }
}
