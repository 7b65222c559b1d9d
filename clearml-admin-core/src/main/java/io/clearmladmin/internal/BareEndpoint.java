package io.clearmladmin.internal;

import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.internal.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One listing of a service beside the API server: the same pipeline, but without login and envelope.
 *
 * @param <Q> the type of the request
 * @param <T> the type of the elements
 */
public final class BareEndpoint<Q, T> {

    private final EndpointSpec line;
    private final Filters filters;
    private final Result result;
    private final Connection connection;

    private BareEndpoint(EndpointSpec line, Filters filters, Result result, Connection connection) {
        this.line = line;
        this.filters = filters;
        this.result = result;
        this.connection = connection;
    }

    /** A client with these settings for a read; the list is in this field of the reply. Sends nothing yet. */
    public static <Q, T> BareEndpoint<Q, T> open(
            ClientSettings settings, String name, Class<Q> query, Class<T> listed, String field) {
        ResultReader list =
                ResultReader.of(Json.MAPPER.getTypeFactory().constructCollectionType(List.class, listed), field);
        return new BareEndpoint<>(
                EndpointSpec.elsewhere(name, Repeat.SAFE),
                Filters.of(query),
                new BareJsonReader(list),
                new Connection(settings, Time.SYSTEM));
    }

    /** Sends the request, and reads the list. */
    @SuppressWarnings("unchecked") // the result reads nothing else
    public List<T> list(Q query) {
        String empty = filters.empty(line.name(), Objects.requireNonNull(query, "query"));
        if (empty != null) {
            throw Filters.noneMeant(line.name(), empty);
        }
        Call call = call(query);
        return (List<T>)
                Objects.requireNonNull(connection.pipeline().calls().send(call).value());
    }

    private Call call(Object body) {
        CallContext context = CallContext.of(connection.pipeline().session());
        return new Call(line, Bodies.write(body), result, context, Client.randomId());
    }

    /** Frees connections and threads. May be called again. */
    public void close() {
        connection.close(call(Map.of()));
    }

    /** The service's address. */
    public String address() {
        return connection.address();
    }
}
