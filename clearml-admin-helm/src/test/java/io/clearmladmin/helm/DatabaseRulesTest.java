package io.clearmladmin.helm;

import static io.clearmladmin.helm.Checking.ENTERPRISE;
import static io.clearmladmin.helm.Checking.EXISTING;
import static io.clearmladmin.helm.Checking.PUBLIC;
import static io.clearmladmin.helm.Checking.check;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseRulesTest {

    private static final String STRINGS = """
            externalServices:
              mongodbConnectionStringAuth: mongodb://m:27017/auth
              mongodbConnectionStringBackend: mongodb://m:27017/backend
            """;

    @Test
    void a_mongodb_of_ones_own_beside_the_charts_is_reported() {
        assertThat(check(ENTERPRISE, STRINGS + "mongodb: {enabled: true}"))
                .containsExactly("HIGH database externalServices.mongodbConnectionStringAuth");
        assertThat(check(PUBLIC, EXISTING + STRINGS))
                .containsExactly("MEDIUM database externalServices.mongodbConnectionStringAuth");
        assertThat(check(ENTERPRISE, STRINGS))
                .containsExactly("LOW database externalServices.mongodbConnectionStringAuth");
        assertThat(check(PUBLIC, EXISTING + STRINGS + "mongodb: {enabled: false}"))
                .isEmpty();
    }

    @Test
    void a_database_that_is_off_with_none_in_its_place_is_reported() {
        assertThat(check(ENTERPRISE, "elasticsearch: {enabled: false}"))
                .containsExactly("HIGH database externalServices.elasticsearchConnectionString");
        assertThat(check(ENTERPRISE, "mongodb: {enabled: false}"))
                .containsExactly("HIGH database externalServices.mongodbConnectionStringAuth");
        assertThat(check(ENTERPRISE, "redis: {enabled: false}"))
                .containsExactly("HIGH database externalServices.redisHost");
        assertThat(check(PUBLIC, EXISTING + "redis: {enabled: false}"))
                .containsExactly("HIGH database externalServices.redisHost");
    }

    @Test
    void one_of_mongodbs_two_connection_strings_is_reported() {
        assertThat(
                        check(
                                ENTERPRISE,
                                "mongodb: {enabled: false}\nexternalServices: {mongodbConnectionStringAuth: 'mongodb://m/auth'}"))
                .containsExactly("HIGH database externalServices.mongodbConnectionStringBackend");
    }

    @Test
    void both_mongodbs_are_reported() {
        assertThat(check(ENTERPRISE, "mongodb: {enabled: true}\nmckMongodb: {enabled: true}"))
                .containsExactly("MEDIUM database mckMongodb.enabled");
        assertThat(check(ENTERPRISE, "mongodb: {enabled: true}\nmckMongodb: {enabled: true, migrated: true}"))
                .containsExactly("MEDIUM database mckMongodb.enabled");
        assertThat(check(ENTERPRISE, "mongodb: {enabled: false}\nmckMongodb: {enabled: true, migrated: true}"))
                .isEmpty();
    }

    @Test
    void data_that_moved_to_what_is_off_is_reported() {
        assertThat(check(ENTERPRISE, "mckMongodb: {migrated: true}"))
                .containsExactly("HIGH database mckMongodb.migrated");
    }

    @Test
    void what_is_not_a_connection_string_is_reported() {
        assertThat(check(ENTERPRISE, """
                        mongodb: {enabled: false}
                        externalServices:
                          mongodbConnectionStringAuth: m:27017
                          mongodbConnectionStringBackend: mongodb+srv://m/backend
                        """))
                .containsExactly("HIGH database externalServices.mongodbConnectionStringAuth");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"es-1:9200", "{}", "[]", "[{\"host\":\"es\"}]", "[{\"host\":\"es\",\"port\":\"9200\"}]", "[1"})
    void what_is_not_a_list_of_elasticsearch_hosts_is_reported(String hosts) {
        assertThat(check(
                        ENTERPRISE,
                        "elasticsearch: {enabled: false}\nexternalServices: {elasticsearchConnectionString: '" + hosts
                                + "'}"))
                .containsExactly("HIGH json externalServices.elasticsearchConnectionString");
    }

    @Test
    void what_is_not_a_port_is_reported() {
        assertThat(check(ENTERPRISE, "redis: {enabled: false}\nexternalServices: {redisHost: r, redisPort: 99999}"))
                .containsExactly("HIGH database externalServices.redisPort");
    }
}
