package io.clearmladmin.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.users.UserQuery;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The extension in users' tests. It needs JUnit and nothing else, since the build runs it on JUnit 5 too. */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class FakeClearMlExtensionTest {

    private static String first = "";
    private static String shared = "";

    @Nested
    @Order(1)
    @ExtendWith(FakeClearMlExtension.class)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class EachTest {

        @BeforeEach
        void fill(FakeClearMl fake) {
            fake.addUser("Ann", Role.USER);
        }

        @Test
        @Order(1)
        void has_one_server_also_in_what_runs_before_it_and_a_client_of_it(FakeClearMl fake, ClearMl clearml) {
            first = fake.url();
            assertEquals(
                    1,
                    clearml.users().getAll(UserQuery.builder().build()).stream().count());
            assertEquals(
                    2, fake.recordedCalls("users.get_all").size(), "a page, and an empty one that ends the listing");
        }

        @Test
        @Order(2)
        void has_a_server_of_its_own_and_the_one_before_is_closed(FakeClearMl fake) {
            assertNotEquals(first, fake.url());
            assertTrue(isListening(fake));
            assertFalse(isListening(first));
        }
    }

    @Nested
    @Order(2)
    @ExtendWith(FakeClearMlExtension.class)
    class AllTestsOfAClass {

        @BeforeAll
        static void fill(FakeClearMl fake) {
            shared = fake.url();
        }

        @Test
        void share_the_server_of_the_class(FakeClearMl fake, ClearMl clearml) {
            assertEquals(shared, fake.url());
            clearml.server().info();
        }

        @Test
        void share_it_one_after_the_other(FakeClearMl fake) {
            assertTrue(isListening(fake));
            assertEquals(shared, fake.url());
        }
    }

    @Nested
    @Order(3)
    class AnEnterpriseServer {

        @RegisterExtension
        final FakeClearMlExtension server = FakeClearMlExtension.of(Edition.ENTERPRISE);

        @Test
        void is_registered_and_the_one_of_the_class_before_is_closed(FakeClearMl fake, ClearMl clearml) {
            assertEquals(Edition.ENTERPRISE, clearml.capabilities().edition());
            assertTrue(isListening(fake));
            assertFalse(isListening(shared));
        }
    }

    private static boolean isListening(FakeClearMl fake) {
        return isListening(fake.url());
    }

    private static boolean isListening(String url) {
        try {
            URI.create(url).toURL().openStream().close();
            return true;
        } catch (ConnectException refused) {
            return false;
        } catch (IOException answered) {
            return true;
        }
    }
}
