package io.clearmladmin.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.secrets.SecretFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the ids in a request by field names and by their form. Secrets are never ids, whatever they look like. */
final class RequestIds {

    private static final int MOST = 100;
    private static final int LONGEST = 100;
    private static final int SHOWN = 4;
    private static final Pattern ID_NAME = Pattern.compile(
            "id|ids|\\w+_ids?|(user|company|tenant|queue|task|worker|group|polic|profile|vault|rule|project"
                    + "|provider|template|variable|cluster|listener|service|companie|policie)(s|y|ies)?");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String ACCESS_KEY = "access_key";

    private RequestIds() {}

    static Map<String, List<String>> in(byte[] body) {
        Map<String, List<String>> ids = new LinkedHashMap<>();
        try (JsonParser json = Json.MAPPER.createParser(body)) {
            @Nullable String name = null;
            int found = 0;
            for (JsonToken token = json.nextToken(); token != null && found < MOST; token = json.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    name = json.currentName();
                } else if (token == JsonToken.VALUE_STRING && name != null) {
                    String id = id(name, json.getText());
                    if (id != null) {
                        ids.computeIfAbsent(name, first -> new ArrayList<>()).add(id);
                        found++;
                    }
                }
            }
        } catch (IOException tooDeep) {
            // What can be written can be read, up to the limits of reading.
            return ids;
        }
        return ids;
    }

    private static @Nullable String id(String name, String value) {
        if (value.isEmpty() || value.length() > LONGEST) {
            return null;
        }
        if (name.equals(ACCESS_KEY)) {
            return shortened(value);
        }
        boolean isId = ID_NAME.matcher(name).matches() || ID.matcher(value).matches();
        return isId && !SecretFields.isSecret(name) ? value : null;
    }

    /** Enough of an access key to find it among others, and too little to log in with. */
    static String shortened(String accessKey) {
        return "\u2026" + accessKey.substring(accessKey.length() - Math.min(SHOWN, accessKey.length() / 2));
    }
}
