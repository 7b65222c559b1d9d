package io.clearmladmin.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.internal.json.Json;
import java.io.IOException;

/** JSON to the server: the only mapper that writes secrets, so it is private to this package. */
final class RequestJson {

    static final JsonMapper MAPPER = Json.MAPPER
            .rebuild()
            .addModule(new SimpleModule("secrets").addSerializer(Secret.class, new SecretWriter()))
            .build();

    private RequestJson() {}

    private static final class SecretWriter extends StdScalarSerializer<Secret> {

        private static final long serialVersionUID = 1;

        SecretWriter() {
            super(Secret.class);
        }

        @Override
        public void serialize(Secret secret, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (json instanceof TokenBuffer tree) {
                // A secret still, until it is written.
                tree.writeEmbeddedObject(secret);
                return;
            }
            if (json.getOutputTarget() instanceof JsonBody.Draft body) {
                body.add(secret);
            }
            json.writeString(secret.reveal());
        }
    }
}
