package io.clearmladmin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.testkit.EndpointTable.Row;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An endpoint that asks nobody who he is answers through every view alike. */
class EndpointsWithoutLoginTest {

    private static FakeClearMl fake;
    private static ClearMl clearml;

    @BeforeAll
    static void start() {
        fake = FakeClearMl.start(Edition.ENTERPRISE);
        clearml = Scene.connect(fake, attempt -> {});
    }

    @AfterAll
    static void stop() {
        clearml.close();
        fake.close();
    }

    static Stream<Row> rows() {
        return EndpointTable.ROWS.stream().filter(row -> row.line().anonymous());
    }

    @Test
    void there_are_some() {
        assertThat(rows().map(Row::endpoint)).contains("debug.ping", "login.supported_modes", "auth.fixed_users_mode");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void it_answers_in_somebody_elses_name_as_in_our_own(Row row) {
        try (Scene scene = new Scene(fake, row.service())) {
            String ben = fake.addUser("Ben", Role.USER).id();
            Object own = scene.call(clearml, row);
            assertThat(scene.call(clearml.impersonating(ben), row)).isEqualTo(own);
            assertThat(scene.call(clearml.actingAs(ben), row)).isEqualTo(own);
        }
    }
}
