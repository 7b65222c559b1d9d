package io.clearmladmin.credentials;

import java.util.function.Function;
import java.util.regex.Matcher;

/**
 * The file format of a key.
 *
 * @param extension the extension of its file
 * @param text the key's own file
 * @param keyLine the line with the access key, up to its value
 * @param nameLine the line with its name, up to its value; empty if there is none
 */
record KeyFormat(String extension, Function<NewKey, String> text, String keyLine, String nameLine) {

    private static final int LONGEST_COMMENT = 100;

    static KeyFormat clearmlConf() {
        return new KeyFormat(".conf", KeyFormat::conf, "access_key = ", "");
    }

    static KeyFormat kubernetesSecret(String namespace) {
        return new KeyFormat(".yaml", key -> yaml(key, namespace), "agentk8sglue_key: ", "name: ");
    }

    String write(NewKey key) {
        return text.apply(key);
    }

    boolean holds(String file, String accessKey) {
        String line = keyLine + quoted(accessKey);
        return file.lines().map(String::strip).anyMatch(line::equals);
    }

    /** The file of a key under the name of its purpose. */
    String inUse(String file, KeptKey key) {
        return nameLine.isEmpty()
                ? file
                : file.replace(nameLine + quoted(key.ownName()), nameLine + quoted(key.stableName()));
    }

    private static String conf(NewKey key) {
        return """
                # %s
                api {
                  credentials {
                    access_key = %s
                    secret_key = %s
                  }
                }
                """.formatted(
                        whose(key),
                        quoted(key.credentials().accessKey()),
                        quoted(key.credentials().secretKey().reveal()));
    }

    private static String yaml(NewKey key, String namespace) {
        String accessKey = quoted(key.credentials().accessKey());
        String secretKey = quoted(key.credentials().secretKey().reveal());
        return """
                # %s
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
                """.formatted(
                whose(key), quoted(key.ownName()), quoted(namespace), accessKey, secretKey, accessKey, secretKey);
    }

    private static String whose(NewKey key) {
        return comment(key.label()) + " of user " + comment(key.user()) + " of " + comment(key.tenant());
    }

    // An invisible character could end the comment, or make the file invalid YAML.
    private static String comment(String text) {
        String visible = text.replaceAll("[\\p{C}\\p{Z}]+", " ");
        return visible.length() <= LONGEST_COMMENT
                ? visible
                : visible.substring(0, visible.offsetByCodePoints(0, LONGEST_COMMENT / 2)) + "…";
    }

    // A JSON text is valid in YAML and in HOCON too. Old secrets may hold any printable character.
    private static String quoted(String text) {
        return '"' + text.replaceAll("[\\\\\"]", Matcher.quoteReplacement("\\") + "$0") + '"';
    }
}
