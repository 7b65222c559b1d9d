package org.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clearmladmin.ClearMl;
import io.clearmladmin.bulk.Bulk;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.FakeCluster;
import io.clearmladmin.testkit.calls.FakeUser;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the library's pages show works in a project that has the library from a repository. */
class ConsumerTest {

    @Test
    void the_program_of_the_readme_makes_a_user_and_a_key_for_it() {
        try (FakeClearMl fake = FakeClearMl.start()) {
            FakeUser system = fake.systemUser();
            System.setProperty("clearml.api.host", fake.url());
            System.setProperty("clearml.api.access_key", system.accessKey());
            System.setProperty("clearml.api.secret_key", system.secretKey().reveal());
            BuildRobot.main();
            assertEquals(1, fake.recordedCalls("auth.create_user").size());
            assertEquals(1, fake.recordedCalls("auth.create_credentials").size());
        }
    }

    @Test
    void each_module_works() {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl clearml = fake.connect()) {
            assertTrue(AllModules.audit(clearml).startsWith("Audit of "));
        }
        try (FakeCluster cluster = FakeCluster.start()) {
            cluster.pod("team-blue", "0123456789abcdef0123456789abcdef").create();
            assertEquals(1, AllModules.pods(cluster.url()));
        }
        assertNotNull(AllModules.schedule());
        assertNotNull(AllModules.kafka());
        assertTrue(AllModules.values().contains("@daily") || AllModules.values().contains("0 0 * * *"));
    }

    @Test
    void many_calls_run_on_virtual_threads_where_there_are_some() throws Exception {
        Thread thread = Bulk.parallel(1).call(List.of(1), one -> Thread.currentThread()).values().get(0);
        boolean hasVirtual = Runtime.version().feature() >= 21;
        assertEquals(hasVirtual, hasVirtual && (boolean) Thread.class.getMethod("isVirtual").invoke(thread));
    }

    @Test
    void the_library_is_where_it_should_be() {
        boolean named = Boolean.getBoolean("expect.modules");
        assertEquals(named, BuildRobot.class.getModule().isNamed());
        assertEquals(named, ClearMl.class.getModule().isNamed());
        assertEquals(Integer.getInteger("expect.java"), Runtime.version().feature());
    }
}
