package io.clearmladmin.credentials;

import java.util.regex.Matcher;

/** How a key is written down. */
final class KeyFormats {

    private KeyFormats() {}

    static String clearmlConf(NewKey key) {
        return """
                # %s of %s
                api {
                  credentials {
                    access_key = %s
                    secret_key = %s
                  }
                }
                """.formatted(
                        oneLine(key.label()),
                        oneLine(key.tenant()),
                        quoted(key.credentials().accessKey()),
                        quoted(key.credentials().secretKey().reveal()));
    }

    static String kubernetesSecret(NewKey key, String namespace) {
        String accessKey = quoted(key.credentials().accessKey());
        String secretKey = quoted(key.credentials().secretKey().reveal());
        return """
                apiVersion: v1
                kind: Secret
                metadata:
                  name: %s
                  namespace: %s
                type: Opaque
                stringData:
                  agentk8sglue_key: %s
                  agentk8sglue_secret: %s
                  CLEARML_API_ACCESS_KEY: %s
                  CLEARML_API_SECRET_KEY: %s
                """.formatted(key.fileName(), quoted(namespace), accessKey, secretKey, accessKey, secretKey);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\R", " ");
    }

    // A JSON text is one in YAML and in HOCON too. Old secrets may hold any printable character.
    private static String quoted(String text) {
        return '"' + text.replaceAll("[\\\\\"]", Matcher.quoteReplacement("\\") + "$0") + '"';
    }
}
