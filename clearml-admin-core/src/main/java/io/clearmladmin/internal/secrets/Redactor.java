package io.clearmladmin.internal.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.RedactedException;
import io.clearmladmin.internal.text.SafeText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Removes secrets from texts for people: those the client knows, in every form in which a server may echo them, whatever
 * looks like a token, and, in JSON, every field with the name of a secret. Nothing is computed before the first text.
 */
public final class Redactor {

    static final String MASK = "***";
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{5,}\\.[\\w.-]*|(?i:basic|bearer) [\\w+/=.~-]{6,}"
            + "|(?<=://)[^/?#\\s]+(?=@)"
            + "|(?<=[?&;](?i:sig|sas|token|password|secret|signature|x-amz-signature)=)[^&\\s\"'<>]+");

    private final List<Secret> secrets;
    private volatile @Nullable SecretForms forms;

    /** A redactor of these secrets. */
    public Redactor(List<Secret> secrets) {
        this.secrets = secrets;
    }

    /** A redactor of more secrets. */
    public Redactor and(Collection<Secret> more) {
        List<Secret> all = new ArrayList<>(secrets);
        all.addAll(more);
        return new Redactor(all);
    }

    /** A text without its secrets. */
    public String redact(String text) {
        SecretForms known = forms;
        if (known == null) {
            known = new SecretForms(secrets);
            forms = known;
        }
        return TOKEN.matcher(known.mask(text)).replaceAll(MASK);
    }

    /** A failure of foreign code, without secrets in it and its causes, safe to display. */
    public Throwable cause(Throwable failure) {
        return RedactedException.of(failure, text -> SafeText.lines(redact(text)));
    }

    /** Fields without secrets in names and values, each safe to display. */
    public Map<String, Object> redact(Map<String, Object> fields) {
        Map<String, Object> clean = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (value instanceof Number || value instanceof Boolean) {
                clean.put(SafeText.line(redact(name)), value);
            } else {
                String text = SecretFields.isSecret(name) ? MASK : redact(String.valueOf(value));
                clean.put(SafeText.line(redact(name)), SafeText.line(text));
            }
        });
        return clean;
    }

    /** A tree as a text for the log. The tree is changed. */
    public String redact(JsonNode tree) {
        return redact(scrub("", tree).toString());
    }

    private JsonNode scrub(String name, JsonNode node) {
        if (node instanceof ObjectNode object && (!SecretFields.hides(name) || SecretFields.isContainer(name))) {
            boolean isPair = SecretFields.isSecretPair(object);
            object.properties().forEach(field -> {
                String inner = field.getKey();
                boolean hidden = isPair && SecretFields.isValue(inner);
                field.setValue(hidden ? masked(field.getValue()) : scrub(inner, field.getValue()));
            });
            return object;
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, scrub(name, array.get(i)));
            }
            return array;
        }
        return SecretFields.hides(name) ? masked(node) : node;
    }

    private static JsonNode masked(JsonNode node) {
        return node.isNull() ? node : TextNode.valueOf(MASK);
    }
}
