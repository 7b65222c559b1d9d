package io.clearmladmin.internal.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import io.clearmladmin.endpoint.Secret;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognizes secret values by the names of their fields. */
public final class SecretFields {

    // Shorter values are no secrets, and would match in ordinary sentences.
    private static final int SHORTEST = 4;

    private static final Pattern SECRET =
            Pattern.compile("(?i)secret|token|passw|passphrase|pwd|credential|authorization|bearer|jwt|cookie|private"
                    + "|api_?key|account_?key");
    private static final Set<String> SECRET_WORDS = Set.of("pass", "otp", "totp", "sas");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])");
    // Ids and whole structures, which the caller may see but the log must not contain.
    private static final Pattern NOT_LOGGED =
            Pattern.compile("(?i).*access_?key.*|key|data|sso|configuration|vault|plain");
    private static final Set<String> CONTAINERS = Set.of("data", "credentials");
    private static final List<String> NAMES = List.of("name", "key", "field", "header", "variable");
    private static final Set<String> VALUES = Set.of("value", "default", "content");

    private SecretFields() {}

    /** Whether the value is a secret. */
    public static boolean isSecret(String name) {
        return SECRET.matcher(name).find()
                || Arrays.stream(BETWEEN_WORDS.split(name, -1))
                        .anyMatch(word -> SECRET_WORDS.contains(word.toLowerCase(Locale.ROOT)));
    }

    /** The rest of a line after the first word that names a secret; empty if none does. */
    public static String afterSecretName(String line) {
        Matcher name = SECRET.matcher(line);
        while (name.find()) {
            if (!name.group().equalsIgnoreCase("credential")) {
                return line.substring(name.end());
            }
        }
        return "";
    }

    /** Whether the value is kept out of the log. */
    public static boolean hides(String name) {
        return isSecret(name) || NOT_LOGGED.matcher(name).matches();
    }

    /** Whether the fields of the value are checked one by one. */
    public static boolean isContainer(String name) {
        return CONTAINERS.contains(name);
    }

    /** Whether it is a pair of name and value, with a name that says that the value is a secret. */
    static boolean isSecretPair(JsonNode object) {
        return NAMES.stream().anyMatch(name -> isSecret(object.path(name).asText("")));
    }

    /** Whether the field is the value of such a pair. */
    static boolean isValue(String name) {
        return VALUES.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Adds the texts in a tree that are secrets by their names. */
    public static void collect(JsonNode tree, Set<Secret> found) {
        collect(tree, false, found);
    }

    private static void collect(JsonNode node, boolean isSecret, Set<Secret> found) {
        if (node.isObject()) {
            boolean isPair = isSecretPair(node);
            node.properties().forEach(field -> {
                String name = field.getKey();
                boolean inner = isSecret || isSecret(name) || (isPair && isValue(name));
                collect(field.getValue(), inner && !isContainer(name), found);
            });
        } else if (node.isArray()) {
            node.forEach(element -> collect(element, isSecret, found));
        } else if (isSecret && node.isTextual() && node.textValue().strip().length() >= SHORTEST) {
            found.add(Secret.of(node.textValue()));
        }
    }
}
