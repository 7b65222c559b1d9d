package io.clearmladmin.internal.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBuilder;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.SettableAnyProperty;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Treats an explicit null in a reply as an absent field. {@link Nulls#SKIP}, the mapper's default, does
 * so where a value is set by setters, and for the elements of lists and maps. This class covers the two places that it misses.
 */
final class AbsentNulls extends SimpleModule {

    private static final long serialVersionUID = 1;

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.appendAnnotationIntrospector(new Parameters());
        context.addBeanDeserializerModifier(new Modifier());
    }

    /** A constructor, such as a record's, cannot omit a parameter: a skipped one would be Java's null. */
    private static final class Parameters extends NopAnnotationIntrospector {

        private static final long serialVersionUID = 1;

        private static final JacksonAnnotationIntrospector ANNOTATIONS = new JacksonAnnotationIntrospector();

        @Override
        public JsonSetter.Value findSetterInfo(Annotated annotated) {
            // In a tree, null is a node, while an absent field has none: skipped, they are the same.
            if (!(annotated instanceof AnnotatedParameter parameter)
                    || JsonNode.class.isAssignableFrom(parameter.getRawType())) {
                return JsonSetter.Value.empty();
            }
            boolean isRequired = Boolean.TRUE.equals(ANNOTATIONS.hasRequiredMarker(parameter));
            return JsonSetter.Value.forValueNulls(isRequired ? Nulls.FAIL : Nulls.SET);
        }
    }

    private static final class Modifier extends BeanDeserializerModifier {

        private static final long serialVersionUID = 1;

        @Override
        public BeanDeserializerBuilder updateBuilder(
                DeserializationConfig config, BeanDescription bean, BeanDeserializerBuilder builder) {
            SettableAnyProperty any = builder.getAnySetter();
            if (any != null) {
                builder.setAnySetter(null);
                builder.setAnySetter(new PresentFields(any));
            }
            return builder;
        }
    }

    /** The unknown fields of a value, without nulls. */
    private static final class PresentFields extends SettableAnyProperty {

        private static final long serialVersionUID = 1;

        private final SettableAnyProperty fields;

        PresentFields(SettableAnyProperty fields) {
            super(fields.getProperty(), fields.getProperty().getMember(), fields.getType(), null, null, null);
            this.fields = fields;
        }

        @Override
        public SettableAnyProperty withValueDeserializer(JsonDeserializer<Object> values) {
            return new PresentFields(fields.withValueDeserializer(values));
        }

        @Override
        public void fixAccess(DeserializationConfig config) {
            fields.fixAccess(config);
        }

        @Override
        public boolean hasValueDeserializer() {
            return fields.hasValueDeserializer();
        }

        @Override
        public int getParameterIndex() {
            return fields.getParameterIndex();
        }

        @Override
        public boolean isFieldType() {
            return fields.isFieldType();
        }

        @Override
        public boolean isSetterType() {
            return fields.isSetterType();
        }

        @Override
        public Object createParameterObject() {
            return fields.createParameterObject();
        }

        @Override
        public void deserializeAndSet(JsonParser parser, DeserializationContext context, Object value, String name)
                throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_NULL)) {
                fields.deserializeAndSet(parser, context, value, name);
            }
        }

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return fields.deserialize(parser, context);
        }

        @Override
        protected void _set(Object value, Object name, @Nullable Object field) throws IOException {
            if (field != null) {
                fields.set(value, name, field);
            }
        }
    }
}
