package io.clearmladmin.emitters;

import java.util.Arrays;
import java.util.Optional;

/**
 * Everything that can be set, by one name in the environment and in the file of settings. The page
 * {@code docs/emitters/settings.md} is this table.
 */
enum Setting {
    SETTINGS_FILE(
            Section.PROCESS,
            "CLEARML_EVENTS_SETTINGS_FILE",
            ValueKind.FILE,
            "",
            "a file in HOCON with settings of these names; the environment comes first. The option `--settings` names it too"),
    LISTEN(
            Section.PROCESS,
            "CLEARML_EVENTS_LISTEN",
            ValueKind.ADDRESS,
            "127.0.0.1:8080",
            "the address of `/livez`, `/readyz` and `/metrics`; port 0 takes a free one"),
    READY_WITHIN(
            Section.PROCESS,
            "CLEARML_EVENTS_READY_WITHIN_SECONDS",
            ValueKind.seconds(1),
            "30",
            "how old the last answer of Kafka and of the API server may be for `/readyz`"),
    LOG_FORMAT(
            Section.PROCESS,
            "CLEARML_EVENTS_LOG_FORMAT",
            ValueKind.choice("text", "json"),
            "text",
            "how the log is written; with `json`, each line is an object"),
    CHECK_WITHIN(
            Section.PROCESS,
            "CLEARML_EVENTS_CHECK_WITHIN_SECONDS",
            ValueKind.number(5, 300),
            "10",
            "how long the look at what is needed may take before a start, and `--check-config`; more where a pod gets a small part"
                    + " of a processor"),
    SCHEDULE(
            Section.PROCESS,
            "CLEARML_EVENTS_SCHEDULE",
            ValueKind.SCHEDULE,
            "",
            "inventories keep running, by this schedule in UTC; without it they run once, and with `all` every day"),

    API_HOST(
            Section.API,
            "CLEARML_API_HOST",
            ValueKind.TEXT,
            "",
            "the address of ClearML's API server; the pod emitters need it only for `CLEARML_PODS_TENANT_LOOKUP`,"
                    + " `CLEARML_PODS_TASK_DETAILS` and `CLEARML_EVENTS_TO=api-server`"),
    API_ACCESS_KEY(
            Section.API,
            "CLEARML_API_ACCESS_KEY",
            Secrecy.IN_FILE,
            "the access key; role `root` or `system` for the company emitters"),
    API_SECRET_KEY(Section.API, "CLEARML_API_SECRET_KEY", Secrecy.SECRET, "its secret"),
    API_VERIFY(
            Section.API,
            "CLEARML_API_HOST_VERIFY_CERT",
            ValueKind.TEXT,
            "true",
            "a PEM file with the certificates to trust; `true` are the JVM's, `false` trusts everybody"),

    TO(
            Section.EVENTS,
            "CLEARML_EVENTS_TO",
            ValueKind.choice("kafka", "api-server"),
            "kafka",
            "where events go; `api-server` calls `tenants.custom_events`"),
    TEMPLATE(
            Section.EVENTS,
            "CLEARML_EVENTS_TEMPLATE",
            ValueKind.TEXT,
            "",
            "the key of the server's template; required with `api-server`"),
    JOURNAL(
            Section.EVENTS,
            "CLEARML_EVENTS_JOURNAL",
            ValueKind.FILE,
            "",
            "what a monitor remembers, on a persistent volume; required with `api-server`. With `all`, `.companies` is added to the"
                    + " name for the company monitor's"),

    KAFKA_HOST(
            Section.KAFKA,
            "CLEARML__hosts__kafka__custom_events__host",
            ValueKind.LIST,
            "",
            "`host:port` of one broker or some, in brackets as the API server has it, or without; required with `kafka`"),
    KAFKA_PROTOCOL(
            Section.KAFKA,
            "CLEARML__SECURE__KAFKA__CUSTOM_EVENTS__security_protocol",
            ValueKind.TEXT,
            "PLAINTEXT",
            "`PLAINTEXT`, `SSL`, `SASL_PLAINTEXT` or `SASL_SSL`"),
    KAFKA_MECHANISM(
            Section.KAFKA,
            "CLEARML__SECURE__KAFKA__CUSTOM_EVENTS__sasl_mechanism",
            ValueKind.TEXT,
            "SCRAM-SHA-512",
            "`PLAIN`, `SCRAM-SHA-256`, `SCRAM-SHA-512` or `OAUTHBEARER`"),
    KAFKA_USER(
            Section.KAFKA,
            "CLEARML__SECURE__KAFKA__CUSTOM_EVENTS__sasl_plain_username",
            Secrecy.IN_FILE,
            "who logs in; with `OAUTHBEARER` the client's id"),
    KAFKA_PASSWORD(
            Section.KAFKA,
            "CLEARML__SECURE__KAFKA__CUSTOM_EVENTS__sasl_plain_password",
            Secrecy.SECRET,
            "with what; with `OAUTHBEARER` the client's secret"),
    TOKEN_ENDPOINT(
            Section.KAFKA,
            "CLEARML_KAFKA_TOKEN_ENDPOINT",
            ValueKind.HTTP_ADDRESS,
            "",
            "where the identity provider gives tokens for that id and secret; required with `OAUTHBEARER`"),
    TOKEN_SCOPE(
            Section.KAFKA,
            "CLEARML_KAFKA_TOKEN_SCOPE",
            ValueKind.TEXT,
            "",
            "for what these tokens are, if it wants to know"),
    TOKEN_TRUST_STORE(
            Section.KAFKA,
            "CLEARML_KAFKA_TOKEN_TRUST_STORE",
            ValueKind.FILE,
            "",
            "a PEM file with the certificates to trust there; without it, the JVM's"),
    LIFECYCLE_TOPIC(
            Section.KAFKA,
            "CLEARML__services__custom_events__channels__main__topics__service_instance_lifecycle",
            ValueKind.TEXT,
            "lifecycle",
            "the topic of the monitors' events"),
    INVENTORY_TOPIC(
            Section.KAFKA,
            "CLEARML__services__custom_events__channels__main__topics__service_instance_inventory",
            ValueKind.TEXT,
            "inventory",
            "the topic of the inventories' events"),
    STATE_TOPIC(
            Section.KAFKA,
            "CLEARML_KAFKA_STATE_TOPIC",
            ValueKind.TEXT,
            "clearml-admin-state",
            "the compacted topic in which monitors remember what they published"),
    TRUST_STORE(
            Section.KAFKA,
            "CLEARML_KAFKA_TRUST_STORE",
            ValueKind.FILE,
            "",
            "a PEM file with the certificates to trust; without it, the JVM's"),
    KEY_STORE(
            Section.KAFKA,
            "CLEARML_KAFKA_KEY_STORE",
            ValueKind.FILE,
            "",
            "a PEM file with the client's private key, for mutual TLS, and its certificates if the next setting names none"),
    KEY_CERTIFICATES(
            Section.KAFKA,
            "CLEARML_KAFKA_KEY_CERTIFICATES",
            ValueKind.FILE,
            "",
            "a PEM file with the certificates of that key, as `tls.crt` of a Secret of type `kubernetes.io/tls` is beside `tls.key`"),
    KEY_PASSWORD(
            Section.KAFKA, "CLEARML_KAFKA_KEY_PASSWORD", Secrecy.SECRET, "what that private key is encrypted with"),
    COMPRESSION(
            Section.KAFKA,
            "CLEARML_KAFKA_COMPRESSION",
            ValueKind.choice("none", "gzip", "snappy", "lz4", "zstd"),
            "lz4",
            "how what is sent is made smaller"),
    MAX_REQUEST_BYTES(
            Section.KAFKA,
            "CLEARML_KAFKA_MAX_REQUEST_BYTES",
            ValueKind.number(1024, 64 << 20),
            "1048576",
            "the largest event that is sent"),
    DELIVERY_TIMEOUT(
            Section.KAFKA,
            "CLEARML_KAFKA_DELIVERY_TIMEOUT_SECONDS",
            ValueKind.seconds(1),
            "120",
            "how long Kafka's client tries to send an event"),
    TRANSACTION_TIMEOUT(
            Section.KAFKA,
            "CLEARML_KAFKA_TRANSACTION_TIMEOUT_SECONDS",
            ValueKind.number(1, 900),
            "60",
            "after what time the broker ends a transaction of a process that is gone; a snapshot must be done within it"),
    RESTORE_TIMEOUT(
            Section.KAFKA,
            "CLEARML_KAFKA_RESTORE_TIMEOUT_SECONDS",
            ValueKind.seconds(1),
            "120",
            "how long a monitor may take to read the state topic"),
    SKIP_UNREADABLE_STATE(
            Section.KAFKA,
            "CLEARML_KAFKA_SKIP_UNREADABLE_STATE",
            ValueKind.FLAG,
            "false",
            "`true`: go on without the records of the state topic that cannot be read; what they are about is published anew"),
    TEMPLATES(
            Section.KAFKA,
            "CLEARML_KAFKA_TEMPLATES",
            ValueKind.FOLDER,
            "",
            "a folder of Jinja2 templates, `<type>.j2`, that make the messages; events are JSON without one"),
    SNAPSHOT_ID(
            Section.KAFKA,
            "CLEARML_KAFKA_SNAPSHOT_ID",
            ValueKind.TEXT,
            "",
            "the transactional id of inventories, with `.pods` or `.companies` behind it; a fixed one ends at once what a run"
                    + " that crashed has left open. A random one without it"),
    CREATE_TOPICS(
            Section.KAFKA,
            "CLEARML_KAFKA_CREATE_TOPICS",
            ValueKind.FLAG,
            "false",
            "`true`: topics that do not exist are created at the start; nothing is created otherwise"),
    TOPIC_PARTITIONS(
            Section.KAFKA,
            "CLEARML_KAFKA_TOPIC_PARTITIONS",
            ValueKind.number(1, 10_000),
            "1",
            "how many partitions they get"),
    TOPIC_REPLICAS(
            Section.KAFKA,
            "CLEARML_KAFKA_TOPIC_REPLICAS",
            ValueKind.number(1, 100),
            "3",
            "on how many brokers each is kept"),

    NAMESPACE(
            Section.PODS,
            "CLEARML_PODS_NAMESPACE",
            ValueKind.LIST,
            "",
            "the namespaces with the task pods, at most 50, in each of which a Role is enough; all without it"),
    NAMESPACE_LABELS(
            Section.PODS,
            "CLEARML_PODS_NAMESPACE_LABELS",
            ValueKind.TEXT,
            "",
            "instead: a label selector of these namespaces; needs list and watch of namespaces"),
    CLUSTER(
            Section.PODS,
            "CLEARML_PODS_CLUSTER",
            ValueKind.TEXT,
            "",
            "the name of the cluster, in each event; different for each cluster"),
    NODE_LABELS(
            Section.PODS,
            "CLEARML_PODS_NODE_LABELS",
            ValueKind.FLAG,
            "false",
            "`true`: events say what the pod's node is, by its labels; needs get, list and watch of nodes"),
    TENANT_LABEL(
            Section.PODS, "CLEARML_PODS_TENANT_LABEL", ValueKind.TEXT, "", "the label of a pod that names its tenant"),
    TENANT_NAMESPACE_LABEL(
            Section.PODS,
            "CLEARML_PODS_TENANT_NAMESPACE_LABEL",
            ValueKind.TEXT,
            "",
            "the label of a namespace that names its tenant"),
    TENANT_LOOKUP(
            Section.PODS,
            "CLEARML_PODS_TENANT_LOOKUP",
            ValueKind.FLAG,
            "false",
            "`true`: look up the task's tenant on the API server, in all tenants, also those created later"),
    TENANT_WAIT(
            Section.PODS,
            "CLEARML_PODS_TENANT_WAIT_SECONDS",
            ValueKind.number(0, 600),
            "0",
            "how long an event waits for a tenant that is unknown for now, for example because the API server does not answer"
                    + " ([more](../pods-monitor.md#whose-a-pod-is))"),
    TASK_DETAILS(
            Section.PODS,
            "CLEARML_PODS_TASK_DETAILS",
            ValueKind.FLAG,
            "false",
            "`true`: look up the task's name, project and user on the API server, and the tenant's name"),
    PODS_MONITOR_UUID(
            Section.PODS,
            "CLEARML_PODS_MONITOR_UUID",
            ValueKind.TEXT,
            "",
            "the source of the pods monitor's events: one UUID for each cluster, the same after every restart; required"),
    PODS_CHECK_INTERVAL(
            Section.PODS,
            "CLEARML_PODS_CHECK_INTERVAL_SECONDS",
            ValueKind.seconds(1),
            "60",
            "how often all pods are listed beside the watch"),
    STILL_RUNNING_EVERY(
            Section.PODS,
            "CLEARML_PODS_STILL_RUNNING_EVERY_SECONDS",
            ValueKind.seconds(60),
            "3600",
            "how often running pods are published as `pod.still_running`; must divide a day"),
    ACCEPT_CHANGED_SCOPE(
            Section.PODS,
            "CLEARML_PODS_ACCEPT_CHANGED_SCOPE",
            ValueKind.FLAG,
            "false",
            "`true`: continue with other namespaces, selectors or another cluster than before, under the same UUID; otherwise"
                    + " the monitor ends with exit code 2"),
    PODS_MONITOR_LEASE(
            Section.PODS,
            "CLEARML_PODS_MONITOR_LEASE",
            new ValueKind("namespace/name", value -> value.matches("[^/]+/[^/]+")),
            "",
            "a Lease: of several pods monitors, one is active"),

    COMPANY_MONITOR_UUID(
            Section.COMPANIES,
            "CLEARML_COMPANY_MONITOR_UUID",
            ValueKind.TEXT,
            "",
            "the source of the company monitor's events: one UUID for each ClearML server, the same after every restart; required"),
    COMPANY_CHECK_INTERVAL(
            Section.COMPANIES,
            "CLEARML_COMPANY_CHECK_INTERVAL_SECONDS",
            ValueKind.seconds(1),
            "60",
            "how often the tenants are compared with what was published"),
    COMPANY_INVENTORY_SOURCE(
            Section.COMPANIES,
            "CLEARML_COMPANY_INVENTORY_SOURCE",
            ValueKind.TEXT,
            "company-inventory",
            "the source of the tenants' inventory; one for each ClearML server with the same reader");

    /** Added to the name of a credential, it names the file that holds it. */
    static final String IN_FILE = "_FILE";

    private final Section section;
    private final String key;

    @SuppressWarnings("ImmutableEnumChecker") // its predicates keep nothing
    private final ValueKind kind;

    private final Secrecy secrecy;
    private final String otherwise;
    private final String text;

    Setting(Section section, String key, ValueKind kind, String otherwise, String text) {
        this.section = section;
        this.key = key;
        this.kind = kind;
        this.secrecy = Secrecy.OPEN;
        this.otherwise = otherwise;
        this.text = text;
    }

    Setting(Section section, String key, Secrecy secrecy, String text) {
        this.section = section;
        this.key = key;
        this.kind = ValueKind.TEXT;
        this.secrecy = secrecy;
        this.otherwise = "";
        this.text = text;
    }

    /** What settings are about. */
    enum Section {
        PROCESS("The process"),
        API("The API server"),
        EVENTS("Where events go"),
        KAFKA("Kafka"),
        PODS("Pods"),
        COMPANIES("Companies");

        private final String title;

        Section(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** How a value is kept. */
    enum Secrecy {
        /** Anybody may read it. */
        OPEN,
        /** It may be in a file of its own. */
        IN_FILE,
        /** That, and it is never shown. */
        SECRET
    }

    Section section() {
        return section;
    }

    /** Its name in the environment and in the file. */
    String key() {
        return key;
    }

    ValueKind kind() {
        return kind;
    }

    boolean isSecret() {
        return secrecy == Secrecy.SECRET;
    }

    boolean mayBeInFile() {
        return secrecy != Secrecy.OPEN;
    }

    /** The value if nothing is set; empty if there is none. */
    String otherwise() {
        return otherwise;
    }

    /** What it is, for people, in Markdown. */
    String text() {
        return text;
    }

    /** The API server reads these names in any case. */
    boolean isServers() {
        return key.startsWith("CLEARML__");
    }

    static Optional<Setting> of(String name) {
        return Arrays.stream(values()).filter(setting -> setting.isNamed(name)).findFirst();
    }

    /** The credential whose file this name names. */
    static Optional<Setting> ofFile(String name) {
        return Arrays.stream(values())
                .filter(Setting::mayBeInFile)
                .filter(setting -> name.length() > IN_FILE.length()
                        && name.endsWith(IN_FILE)
                        && setting.isNamed(name.substring(0, name.length() - IN_FILE.length())))
                .findFirst();
    }

    private boolean isNamed(String name) {
        return isServers() ? name.equalsIgnoreCase(key) : name.equals(key);
    }
}
