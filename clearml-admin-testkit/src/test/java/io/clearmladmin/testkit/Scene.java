package io.clearmladmin.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clearmladmin.ClearMl;
import io.clearmladmin.calls.CallEvent;
import io.clearmladmin.calls.CallListener;
import io.clearmladmin.endpoint.Download;
import io.clearmladmin.endpoint.Field;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.ApiException;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.errors.OutcomeUnknownException;
import io.clearmladmin.errors.ServerErrorException;
import io.clearmladmin.sso.TestProviderConfiguration;
import io.clearmladmin.testkit.EndpointTable.Row;
import io.clearmladmin.testkit.calls.Execution;
import io.clearmladmin.testkit.calls.FakeUser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * A server that has one of each thing that a service is about, by names that stand for their ids in the bodies of {@link
 * EndpointTable}. Two scenes of one service are alike but for the ids, so that what is seen in both can be compared.
 */
final class Scene implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final OkHttpClient HTTP = new OkHttpClient();
    private static final String ID = "[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}";
    private static final String KEY_OR_SECRET = "\\b[A-Z0-9]{30}\\b|\\bS[\\w-]{66}\\b|\\beyJ[\\w.-]+";
    private static final String ECHO = "tests.echo";
    /** Where what a service does is seen as well. */
    private static final Map<String, List<String>> SEEN_BY = Map.of(
            "auth", List.of("users"),
            "users", List.of("auth", "login"),
            "resources", List.of("queues"),
            "tasks", List.of("queues"),
            "organization", List.of("system"),
            "tenants", List.of("system"));

    final FakeClearMl fake;
    final FakeUser user;
    private final ClearMl theirs;
    private final String service;
    private final Map<String, String> names = new LinkedHashMap<>();

    Scene(FakeClearMl fake, String service) {
        this.fake = fake;
        this.service = service;
        fake.reset();
        fake.stub(ECHO, Execution::body);
        user = fake.addUser("Ben", Role.USER);
        theirs = connect(fake, call -> {});
        names.put("default", FakeClearMl.DEFAULT_COMPANY);
        names.put("user", user.id());
        names.put("key", user.accessKey());
        names.put("company", fake.addCompany("Tenant"));
        names.put("email", "nobody@example.org");
        names.put("invited", "invited@example.org");
        set();
    }

    /** A client as the system's user; all share their connections. */
    static ClearMl connect(FakeClearMl fake, Consumer<CallEvent> onAttempt) {
        FakeUser system = fake.systemUser();
        return ClearMl.builder()
                .apiUrl(fake.url())
                .credentials(system.accessKey(), system.secretKey().reveal())
                .attemptTimeout(Duration.ofSeconds(30))
                .httpClient(HTTP)
                .listener(new CallListener() {
                    @Override
                    public void onAttempt(CallEvent attempt) {
                        onAttempt.accept(attempt);
                    }
                })
                .build();
    }

    private void set() {
        switch (service) {
            case "auth" -> {
                names.put("router_token", made("auth.generate_router_token", "id", Map.of("label", "old")));
                names.put("token", made("auth.get_token_for_user", "token", Map.of("user", user.id())));
            }
            case "users" -> {
                names.put("robot", made("auth.create_service_user", "id", Map.of("name", "robot")));
                names.put("vault", made("users.add_or_update_vault", "vault", Map.of("vault", vault())));
            }
            case "login" -> write("login.add_whitelist_entries", Map.of("emails", List.of(names.get("invited"))));
            case "organization" -> {
                Map<String, String> event = Map.of("count_strategy", "sum", "type", "storage");
                write("organization.edit_usage_configuration", Map.of("events", Map.of("old", event)));
                names.put(
                        "prepared",
                        made(
                                "organization.prepare_download_for_get_all",
                                "prepare_id",
                                Map.of(
                                        "entity_type", "task",
                                        "only_fields", List.of("name"),
                                        "field_mappings", List.of(Map.of("field", "name", "name", "Name")))));
            }
            case "permissions" -> {
                names.put("group", group("team"));
                names.put("rule", made("permissions.add_or_update_access_rule", "id", rule()));
            }
            case "queues" -> queue();
            case "resources" -> {
                names.put("group", group("team"));
                names.put("other_group", group("other team"));
                Map<String, String> policy = Map.of("name", "old policy", "user_group", name("group"));
                names.put("policy", made("resources.create_policy", "id", policy));
                Map<String, String> link =
                        Map.of("policy", name("policy"), "profile", "p1", "queue_name", "policy queue");
                Map<String, Object> draft =
                        Map.of("pools", List.of(Map.of("id", "p0", "name", "pool")), "profiles", List.of());
                write("resources.set_resource_configuration", draft);
                names.put("policy_queue", made("resources.connect_policy_profile", "queue", link));
                queue();
            }
            case "sso" -> {
                save("keycloak");
                save("okta");
                names.put("provider", firstProvider());
            }
            case "apps" -> apps();
            case "routers" -> {
                for (String name : List.of("route", "old_route")) {
                    Map<String, String> route = Map.of("name", name, "type", "path", "path", "/" + name);
                    names.put(name, made("routers.add_or_update_route", "id", route));
                }
                write("routers.task_router_report", Map.of("router", "gateway", "url", "https://gw.example"));
            }
            case "variables" -> {
                List<Map<String, String>> set =
                        List.of(Map.of("key", "old", "value", "v"), Map.of("key", "number", "value", "1"));
                write("variables.set_global_vars", Map.of("vars", set));
            }
            case "tasks" -> tasks();
            case "projects" -> projects();
            case "models" -> models();
            case "events" -> log();
            case "serving" -> serving();
            case "storage" ->
                write("storage.set_settings", Map.of("aws", Map.of("region", "r"), "google", Map.of("project", "p")));
            case "tenants" -> {
                names.put(
                        "admin",
                        fake.addUser("Ada", Role.ADMIN, name("company")).id());
                names.put(
                        "template",
                        made("tenants.add_or_update_volume_template", "id", Map.of("name", "old", "spec", "s")));
                names.put(
                        "variable",
                        made(
                                "tenants.add_or_update_global_template_variable",
                                "id",
                                Map.of("name", "v", "value", "1")));
                write(
                        "tenants.set_tenant_variable_override",
                        Map.of(
                                "tenant_id", name("company"),
                                "variable_id", name("variable"),
                                "override_value", "2"));
            }
            case "workers" -> {
                write("workers.register", Map.of("worker", "w1"));
                write("workers.cluster_report", Map.of("cluster", "c1"));
            }
            default -> {} // debug, server and system need no more
        }
    }

    private void apps() {
        names.put("tenant", fake.addCompany("Other tenant"));
        fake.addApplication("jupyter", "1", "2", "3");
        fake.addApplication("old", "1");
        List<String> own = List.of(name("default"), name("tenant"));
        write("apps.deploy_per_tenant", Map.of("application_id", "jupyter", "tenant_ids", own));
        write("apps.enable", Map.of("app", "jupyter", "version", "2", "enable", true, "single_active", true));
        for (String name : List.of("variant", "old_variant")) {
            Map<String, Object> assignment = Map.of("mode", "include", "tenants", own);
            names.put(
                    name,
                    made(
                            "apps.create_customization",
                            "id",
                            Map.of("app_id", "jupyter", "name", name, "assignment", assignment)));
        }
        Map<String, Object> launch = Map.of("app", "jupyter", "launch_params", Map.of("size", "small"));
        names.put("instance", made("apps.launch_instance", "instance", launch));
        write("apps.set_hub_token", Map.of("token", "old"));
    }

    private String task(String name, Map<String, ?> fields) {
        Map<String, Object> body = new LinkedHashMap<>(Map.of("name", name, "type", "training"));
        body.putAll(fields);
        return made("tasks.create", "id", body);
    }

    private void tasks() {
        names.put("project", made("projects.create", "id", Map.of("name", "Trials")));
        names.put("queue", made("queues.create", "id", Map.of("name", "work")));
        for (String name : List.of("task", "waiting", "running", "stopped", "archived", "exposed", "public")) {
            names.put(name, task("task " + name, Map.of()));
        }
        write("tasks.enqueue", Map.of("task", name("waiting"), "queue", name("queue")));
        write("tasks.started", Map.of("task", name("running")));
        write("tasks.started", Map.of("task", name("stopped")));
        write("tasks.stop", Map.of("task", name("stopped")));
        write("tasks.archive_many", Map.of("ids", List.of(name("archived"))));
        write("tasks.make_public", Map.of("ids", List.of(name("public"))));
    }

    private void projects() {
        names.put("project", made("projects.create", "id", Map.of("name", "Acme", "tags", List.of("a"))));
        names.put("child", made("projects.create", "id", Map.of("name", "Acme/inner")));
        names.put("other", made("projects.create", "id", Map.of("name", "Other")));
        names.put("empty", made("projects.create", "id", Map.of("name", "Empty")));
        names.put("public", made("projects.create", "id", Map.of("name", "Public")));
        write("projects.make_public", Map.of("ids", List.of(name("public"))));
        task("inside", Map.of("project", name("project"), "tags", List.of("t")));
        model("inside", Map.of("project", name("project")));
    }

    private String model(String name, Map<String, ?> fields) {
        Map<String, Object> body = new LinkedHashMap<>(Map.of("name", name, "uri", "s3://b/" + name, "ready", false));
        body.putAll(fields);
        return made("models.create", "id", body);
    }

    private void models() {
        names.put("project", made("projects.create", "id", Map.of("name", "Trials")));
        for (String name : List.of("model", "archived", "exposed", "public")) {
            names.put(name, model("model " + name, Map.of()));
        }
        write("models.archive_many", Map.of("ids", List.of(name("archived"))));
        write("models.make_public", Map.of("ids", List.of(name("public"))));
    }

    private void log() {
        names.put("task", task("task", Map.of()));
        names.put("model", model("model", Map.of()));
        for (int line = 1; line <= 3; line++) {
            write("events.add", Map.of("type", "log", "task", name("task"), "msg", "line " + line));
        }
    }

    private void serving() {
        Map<String, Object> container =
                new LinkedHashMap<>(Map.of("container_id", "c1", "endpoint_name", "predict", "model_name", "m"));
        write("serving.register_container", container);
        container.putAll(Map.of("endpoint_url", "https://serve.example/predict", "uptime_sec", 7, "requests_num", 3));
        write("serving.container_status_report", container);
    }

    private static Map<String, String> vault() {
        return Map.of("scope", "organization", "data", "old");
    }

    private static Map<String, String> rule() {
        return Map.of("name", "old", "description", "", "entity_type", "queue", "access_permission", "read");
    }

    private String group(String name) {
        Map<String, ?> group = Map.of("name", name, "users", List.of(user.id()));
        return made("permissions.add_or_update_user_group", "id", group);
    }

    private void queue() {
        names.put("queue", made("queues.create", "id", Map.of("name", "work")));
        for (String task : List.of("t1", "t2", "t3")) {
            write("queues.add_task", Map.of("queue", name("queue"), "task", task));
        }
        Map<String, String> item = Map.of("key", "k", "type", "s", "value", "v");
        write("queues.add_or_update_metadata", Map.of("queue", name("queue"), "metadata", List.of(item)));
    }

    private void save(String provider) {
        Map<String, String> configuration = Map.of("display_name", provider);
        write("sso.save_provider_configuration", Map.of("provider", provider, "configuration", configuration));
    }

    private String firstProvider() {
        return theirs.sso().getProviderConfigurations(Optional.empty()).get(0).id();
    }

    private void write(String endpoint, Map<String, ?> body) {
        theirs.call(endpoint, Repeat.UNSAFE, body);
    }

    private String made(String endpoint, String field, Map<String, ?> body) {
        return Plainly.text(theirs.call(endpoint, Repeat.UNSAFE, body), field);
    }

    /** The id, or what else, that a name stands for. */
    String name(String name) {
        String value = names.get(name);
        if (value == null) {
            throw new AssertionError(service + " has no $" + name + " on its scene");
        }
        return value;
    }

    /** Who else works on the server. */
    ClearMl theirs() {
        return theirs;
    }

    /** What the caller of an endpoint gets, as text that is the same on every scene: the result, or the refusal. */
    String answer(ClearMl clearml, Row row, String word) {
        return answer(clearml, row, row.body(), word);
    }

    String answer(ClearMl clearml, Row row, String body, String word) {
        try {
            ClearMl caller = row.as().equals("system") ? clearml : clearml.impersonating(name(row.as()));
            if (row.method().getReturnType() == Download.class) {
                return text(downloaded(caller, row.endpoint()));
            }
            Map<String, Object> data = caller.call(row.endpoint(), row.line().repeat(), body(body, word));
            return row.method().getReturnType() == void.class ? "done" : text(result(row, data));
        } catch (ApiException refused) {
            return "refused with " + refused.code() + "/" + refused.subcode();
        } catch (OutcomeUnknownException failed) {
            // The server's own failure, as of an endpoint that does not look whether there is such an object.
            if (failed.getCause() instanceof ServerErrorException cause) {
                return "failed with " + cause.code() + "/" + cause.subcode();
            }
            throw new AssertionError(row + " failed", failed);
        } catch (ClearMlException failed) {
            throw new AssertionError(row + " failed", failed);
        }
    }

    private @Nullable Object result(Row row, Map<String, Object> data) {
        if (row.kind().equals("token") && data.get("token") instanceof String token) {
            return theirs.call("auth.validate_token", Repeat.SAFE, Map.of("token", token));
        }
        if (row.kind().equals("token") && data.get("prepare_id") instanceof String id) {
            return read(theirs.organization().downloadForGetAll(id));
        }
        String result = row.line().result();
        return result.isEmpty() ? data : data.get(result);
    }

    private String downloaded(ClearMl caller, String endpoint) {
        return read(
                switch (endpoint) {
                    case "organization.download_for_get_all" ->
                        caller.organization().downloadForGetAll(name("prepared"));
                    case "events.download_task_log" -> caller.events().downloadTaskLog(name("task"));
                    case "sso.download_saml_sp_metadata" ->
                        caller.sso()
                                .downloadSamlSpMetadata(TestProviderConfiguration.builder()
                                        .provider("saml")
                                        .putConfiguration("display_name", "SAML")
                                        .build());
                    case "tenants.download_events_log" ->
                        caller.tenants().downloadEventsLog(Optional.of(name("company")), Optional.empty());
                    case "workers.download_events_log" -> caller.workers().downloadEventsLog(Map.of());
                    default -> throw new AssertionError(endpoint + " is a download without a call");
                });
    }

    private static String read(Download download) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            download.to(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private Map<String, Object> body(String body, String word) {
        String text = body;
        for (Map.Entry<String, String> name : names.entrySet()) {
            text = text.replace("\"$" + name.getKey() + "\"", "\"" + name.getValue() + "\"");
        }
        text = text.replace("$word", word).replace("$role", word.equals("ours") ? "admin" : "consumer");
        if (text.contains("$")) {
            throw new AssertionError(service + " has not all on its scene that is named here: " + text);
        }
        try {
            return map(JSON.readValue(text, Map.class));
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(text, malformed);
        }
    }

    /** Calls the endpoint's own method, with what the table says. */
    @Nullable
    Object call(ClearMl clearml, Row row) {
        Method method = row.method();
        Map<String, Object> body = body(row.body(), "ours");
        ClearMl caller = row.as().equals("system") ? clearml : clearml.impersonating(name(row.as()));
        try {
            Method service = ClearMl.class.getMethod(row.service());
            Object[] arguments = Arrays.stream(method.getParameters())
                    .map(parameter -> argument(parameter, body))
                    .toArray();
            return method.invoke(service.invoke(caller), arguments);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new AssertionError(row.endpoint(), thrown);
        } catch (ReflectiveOperationException wrong) {
            throw new LinkageError(row.endpoint(), wrong);
        }
    }

    private Object argument(Parameter parameter, Map<String, Object> body) {
        Field field = parameter.getAnnotation(Field.class);
        Object source = field == null ? body : body.get(field.value());
        if (parameter.getType() == Optional.class) {
            return Optional.ofNullable(source); // all are texts
        }
        if (parameter.getParameterizedType() instanceof ParameterizedType type && source instanceof List<?> list) {
            return list.stream()
                    .map(each -> value((Class<?>) type.getActualTypeArguments()[0], each))
                    .toList();
        }
        return value(parameter.getType(), Objects.requireNonNull(source, parameter.toString()));
    }

    private Object value(Class<?> type, Object source) {
        if (type == Role.class) {
            return new Role(source.toString());
        }
        if (type == Secret.class) {
            return Secret.of(source.toString());
        }
        // The client reads what the server echoes as the request that it would write so.
        boolean isRequest = source instanceof Map<?, ?> && type != Map.class;
        return isRequest ? theirs.call(ECHO, Repeat.SAFE, map(source), type) : source;
    }

    @SuppressWarnings("unchecked") // what a JSON object becomes
    private static Map<String, Object> map(Object object) {
        return (Map<String, Object>) object;
    }

    /** All that the service's reads, and those of its neighbours, show; but for logs, which show how it came about. */
    Map<String, String> state() {
        Map<String, String> state = new LinkedHashMap<>();
        Stream.concat(Stream.of(service), SEEN_BY.getOrDefault(service, List.of()).stream())
                .flatMap(EndpointTable::of)
                .filter(row -> row.kind().equals("read") && !row.action().contains("_log") && isOnScene(row))
                .forEach(row -> state.put(row.endpoint(), answer(theirs, row, "ours")));
        state.put("custom events", text(fake.customEvents()));
        return state;
    }

    private boolean isOnScene(Row row) {
        String body = row.body();
        for (String name : names.keySet()) {
            body = body.replace("\"$" + name + "\"", "");
        }
        return row.service().equals(service) || !body.contains("$");
    }

    /** A JSON value as text that two scenes share: names for ids, and an order of its own but for the tasks of a queue. */
    private String text(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(field -> text(field.getKey()) + "=" + text(field.getValue()))
                    .sorted()
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            boolean isInOrder =
                    list.stream().allMatch(each -> each instanceof Map<?, ?> map && map.containsKey("task"));
            Stream<String> all = list.stream().map(this::text);
            return (isInOrder ? all : all.sorted()).collect(Collectors.joining(", ", "[", "]"));
        }
        String named = String.valueOf(value);
        for (Map.Entry<String, String> name : names.entrySet()) {
            named = named.replace(name.getValue(), "$" + name.getKey());
        }
        return named.replaceAll(ID, "<id>").replaceAll(KEY_OR_SECRET, "<key>");
    }

    @Override
    public void close() {
        theirs.close();
    }
}
