package io.clearmladmin.internal;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clearmladmin.endpoint.Download;
import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Field;
import io.clearmladmin.endpoint.Filter;
import io.clearmladmin.endpoint.Paged;
import io.clearmladmin.internal.json.Json;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** One annotated method of a service interface, checked and prepared for calls. */
final class EndpointMethod {

    private static final int NO_BODY = -1;

    private final EndpointSpec line;
    private final ResultReader result;
    private final boolean isPaged;
    private final boolean isDownload;
    private final int body;
    // The names of the @Field parameters by position; null at the position of the body.
    private final @Nullable String[] fields;
    private final Filters filters;
    // The @Filter of the parameters by position.
    private final @Nullable Filter[] filtering;
    private final boolean hasEmptyAnswer;
    private final EnterpriseFields enterprise;

    private EndpointMethod(
            EndpointSpec line,
            ResultReader result,
            boolean isPaged,
            boolean isDownload,
            int body,
            @Nullable String[] fields,
            Filters filters,
            @Nullable Filter[] filtering,
            boolean hasEmptyAnswer,
            EnterpriseFields enterprise) {
        this.line = line;
        this.result = result;
        this.isPaged = isPaged;
        this.isDownload = isDownload;
        this.body = body;
        this.fields = fields;
        this.filters = filters;
        this.filtering = filtering;
        this.hasEmptyAnswer = hasEmptyAnswer;
        this.enterprise = enterprise;
    }

    /** Reads a method's annotations; refuses a malformed one, naming it and what is wrong. */
    static EndpointMethod of(Method method) {
        try {
            return parse(method);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    method.getDeclaringClass().getName() + "." + method.getName() + ": " + wrong.getMessage(), wrong);
        }
    }

    private static EndpointMethod parse(Method method) {
        Endpoint annotation = method.getAnnotation(Endpoint.class);
        require(annotation != null, "needs @Endpoint, or a body of its own (default)");
        require(method.getTypeParameters().length == 0, "must not have type parameters");
        EndpointSpec line = EndpointSpec.of(annotation);
        @Nullable String[] fields = new String[method.getParameterCount()];
        @Nullable Filter[] filtering = new Filter[fields.length];
        int body = NO_BODY;
        Filters filters = Filters.of(Object.class);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < fields.length; i++) {
            Parameter parameter = method.getParameters()[i];
            Field field = parameter.getAnnotation(Field.class);
            filtering[i] = parameter.getAnnotation(Filter.class);
            if (field == null) {
                require(body == NO_BODY, "has two parameters without @Field; only one can be the request body");
                requireObject(parameter);
                body = i;
                filters = Filters.of(parameter.getType());
            } else {
                require(!field.value().isBlank(), "has a @Field without a name");
                require(names.add(field.value()), "has two parameters for the field " + field.value());
                fields[i] = field.value();
            }
        }
        JavaType returns = Json.MAPPER.constructType(method.getGenericReturnType());
        boolean isPaged = returns.hasRawClass(Paged.class);
        requireResult(annotation, line, returns, isPaged);
        boolean isDownload = returns.hasRawClass(Download.class);
        require(!isDownload || line.mayRepeat(), "must be SAFE, since a download may be repeated");
        JavaType read = isPaged
                ? Json.MAPPER.getTypeFactory().constructCollectionType(List.class, returns.containedType(0))
                : isDownload ? Json.MAPPER.constructType(void.class) : returns;
        boolean hasEmptyAnswer =
                !annotation.result().isEmpty() && (read.hasRawClass(List.class) || read.hasRawClass(Map.class));
        ResultReader result = ResultReader.of(read, annotation.result());
        EnterpriseFields enterprise =
                EnterpriseFields.of(body == NO_BODY ? Object.class : method.getParameterTypes()[body]);
        return new EndpointMethod(
                line, result, isPaged, isDownload, body, fields, filters, filtering, hasEmptyAnswer, enterprise);
    }

    private static void requireResult(Endpoint annotation, EndpointSpec line, JavaType returns, boolean isPaged) {
        String result = annotation.result();
        require(
                result.isEmpty() || result.matches("\\w+(\\.\\w+)*"),
                "result must be a field's name, with dots for nested ones, got '" + result + "'");
        require(result.isEmpty() || !returns.hasRawClass(void.class), "returns nothing, so it must not name a result");
        if (isPaged) {
            require(returns.containedType(0) != null, "must name the type of the elements: Paged<...>");
            require(!result.isEmpty(), "must name the result that holds a page");
            require(line.mayRepeat(), "must be SAFE, since pages are read one by one");
        }
    }

    private static void requireObject(Parameter parameter) {
        Class<?> type = parameter.getType();
        boolean isObject = !type.isPrimitive()
                && !type.isArray()
                && !type.isEnum()
                && !CharSequence.class.isAssignableFrom(type)
                && !Number.class.isAssignableFrom(type)
                && type != Boolean.class
                && type != Optional.class
                && !Collection.class.isAssignableFrom(type);
        require(isObject, "the parameter of type " + type.getSimpleName() + " needs @Field: a body is a JSON object");
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    @Nullable
    Object call(Client client, @Nullable Object[] arguments) {
        String empty = emptyFilter(arguments);
        if (empty != null) {
            return none(empty);
        }
        if (body != NO_BODY) {
            enterprise.requireKnown(
                    line.name(), arguments[body], () -> client.capabilities().edition());
        }
        if (isDownload) {
            RequestBody request = requestBody(arguments);
            return new DownloadResult(sink -> client.send(line, request, sink));
        }
        if (!isPaged) {
            return client.send(line, requestBody(arguments), result);
        }
        ObjectNode fields = tree(arguments);
        int size = PagedResult.size(line.name(), fields);
        return new PagedResult<>(line.name(), page -> {
            ObjectNode request = fields.deepCopy();
            request.put("page", page).put("page_size", size);
            return (List<?>) client.send(line, Bodies.write(request), result);
        });
    }

    private @Nullable String emptyFilter(@Nullable Object[] arguments) {
        String empty = null;
        for (int i = 0; i < arguments.length; i++) {
            Filter filter = filtering[i];
            Object argument = arguments[i] instanceof Optional<?> optional ? optional.orElse(null) : arguments[i];
            String name = fields[i];
            if (argument == null) {
                continue; // omitted, or refused below
            }
            if (name == null) {
                String inBody = filters.empty(line.name(), argument);
                empty = inBody != null ? inBody : empty;
            } else if (filter != null && Filters.isEmpty(line.name(), name, filter, argument)) {
                empty = name;
            }
        }
        return empty;
    }

    private Object none(String filter) {
        if (!hasEmptyAnswer) {
            throw Filters.noneMeant(line.name(), filter);
        }
        if (isPaged) {
            return new PagedResult<>(line.name(), page -> List.of());
        }
        return result.type().hasRawClass(Map.class) ? Map.of() : List.of();
    }

    private RequestBody requestBody(@Nullable Object[] arguments) {
        if (arguments.length == 1 && body == 0) {
            return Bodies.write(given(arguments[0], "the request"));
        }
        return Bodies.write(body == NO_BODY ? named(arguments) : tree(arguments));
    }

    private ObjectNode tree(@Nullable Object[] arguments) {
        ObjectNode tree =
                body == NO_BODY ? Json.MAPPER.createObjectNode() : Bodies.tree(given(arguments[body], "the request"));
        named(arguments).forEach((name, value) -> tree.set(name, RequestJson.MAPPER.valueToTree(value)));
        return tree;
    }

    private Map<String, Object> named(@Nullable Object[] arguments) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            String name = fields[i];
            if (name != null && !Optional.empty().equals(given(arguments[i], name))) {
                named.put(name, Objects.requireNonNull(arguments[i]));
            }
        }
        return named;
    }

    private Object given(@Nullable Object argument, String name) {
        if (argument == null) {
            throw new IllegalArgumentException(line.name() + ": " + name + " must not be null");
        }
        if (argument instanceof CharSequence text && text.toString().isBlank()) {
            throw new IllegalArgumentException(line.name() + ": " + name + " must not be empty");
        }
        if (argument instanceof Collection<?> many) {
            many.forEach(one -> given(one, "an element of " + name));
        }
        return argument;
    }
}
