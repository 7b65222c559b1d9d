package io.clearmladmin.queues;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code queues.create} and {@code queues.update} take as an object by key what {@code add_or_update_metadata} takes as a list. */
final class MetadataByKey {

    private static final TypeFactory TYPES = TypeFactory.defaultInstance();
    private static final JavaType LIST = TYPES.constructCollectionType(List.class, MetadataItem.class);
    private static final JavaType MAP = TYPES.constructMapType(Map.class, String.class, MetadataItem.class);

    private MetadataByKey() {}

    static void requireOwnKeys(List<MetadataItem> items) {
        Set<String> keys = new HashSet<>();
        for (MetadataItem item : items) {
            if (!keys.add(item.key())) {
                throw new IllegalArgumentException("metadata: has the key '" + item.key() + "' twice");
            }
        }
    }

    static final class Writer extends JsonSerializer<List<MetadataItem>> {

        @Override
        public void serialize(List<MetadataItem> items, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            json.writeStartObject();
            for (MetadataItem item : items) {
                provider.defaultSerializeField(item.key(), item, json);
            }
            json.writeEndObject();
        }
    }

    static final class Reader extends JsonDeserializer<List<MetadataItem>> {

        @Override
        public List<MetadataItem> deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (json.currentToken() == JsonToken.START_ARRAY) {
                return context.readValue(json, LIST);
            }
            Map<String, MetadataItem> byKey = context.readValue(json, MAP);
            return List.copyOf(byKey.values());
        }
    }
}
