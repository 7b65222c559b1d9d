package io.clearmladmin.helm;

/** Names of the API server's settings as environment variables. */
final class ServerEnv {

    static final String FEATURE = "CLEARML__services__organization__features__";
    static final String GROUP = "CLEARML__services__auth__default_groups__";
    static final String UNIQUE_COMPANY_NAMES = "CLEARML__apiserver__company__unique_names";

    static final String EVENTS = "CLEARML__services__custom_events__";
    static final String EVENTS_ENABLED = EVENTS + "enabled";
    static final String TEMPLATE_FOLDER = EVENTS + "template_folder";
    static final String TOPICS = EVENTS + "channels__main__topics__";
    static final String LIFECYCLE_TOPIC = TOPICS + "service_instance_lifecycle";
    static final String INVENTORY_TOPIC = TOPICS + "service_instance_inventory";
    static final String KAFKA_HOST = "CLEARML__hosts__kafka__custom_events__host";
    static final String KAFKA = "CLEARML__SECURE__KAFKA__CUSTOM_EVENTS__";
    static final String SECURITY_PROTOCOL = KAFKA + "security_protocol";
    static final String SASL_MECHANISM = KAFKA + "sasl_mechanism";
    static final String SASL_USERNAME = KAFKA + "sasl_plain_username";
    static final String SASL_PASSWORD = KAFKA + "sasl_plain_password";

    private ServerEnv() {}
}
