package io.clearmladmin.testkit;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Repeat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code endpoints.tsv}: of every endpoint whether it may be repeated and why, and a call of it. */
final class EndpointTable {

    static final List<Row> ROWS = rows();
    /** All methods of the typed services that are calls, by their endpoints. */
    static final Map<String, Method> METHODS = methods();

    private EndpointTable() {}

    /**
     * One endpoint.
     *
     * @param kind what it does, as {@link Repeat} has it
     * @param why why it may be repeated or not
     * @param as who calls it: the system's user, or a user whom that one impersonates
     * @param body what is sent, with the names of a {@link Scene} in it
     */
    record Row(String endpoint, Repeat repeat, String kind, String why, String as, String body) {

        private static Row parse(String line) {
            String[] parts = line.split("\t", -1);
            if (parts.length != 6) {
                throw new AssertionError("6 columns are needed, and here are " + parts.length + ": " + line);
            }
            return new Row(parts[0], Repeat.valueOf(parts[1]), parts[2], parts[3], parts[4], parts[5]);
        }

        String service() {
            return endpoint.substring(0, endpoint.indexOf('.'));
        }

        String action() {
            return endpoint.substring(endpoint.indexOf('.') + 1);
        }

        boolean isSafe() {
            return repeat == Repeat.SAFE;
        }

        Method method() {
            return Objects.requireNonNull(METHODS.get(endpoint), endpoint);
        }

        Endpoint line() {
            return method().getAnnotation(Endpoint.class);
        }

        @Override
        public String toString() {
            return endpoint;
        }
    }

    static Row row(String endpoint) {
        return ROWS.stream()
                .filter(row -> row.endpoint().equals(endpoint))
                .findFirst()
                .orElseThrow(() -> new AssertionError(endpoint + " is not in the table"));
    }

    static Stream<Row> of(String service) {
        return ROWS.stream().filter(row -> row.service().equals(service));
    }

    private static List<Row> rows() {
        try (InputStream in = Objects.requireNonNull(EndpointTable.class.getResourceAsStream("/endpoints.tsv"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(Row::parse).toList();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static Map<String, Method> methods() {
        Map<String, Method> methods = new TreeMap<>();
        Arrays.stream(ClearMl.class.getMethods())
                .filter(accessor -> accessor.getParameterCount() == 0)
                .map(Method::getReturnType)
                .filter(Class::isInterface)
                .flatMap(service -> Arrays.stream(service.getMethods()))
                .forEach(method -> {
                    Endpoint line = method.getAnnotation(Endpoint.class);
                    if (line != null && methods.put(line.name(), method) != null) {
                        throw new AssertionError(line.name() + " is two methods");
                    }
                });
        return methods;
    }
}
