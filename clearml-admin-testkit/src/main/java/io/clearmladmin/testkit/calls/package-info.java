/**
 * What a test says of calls to the fake server, and hears of them: who calls, what goes wrong, what was carried out.
 *
 * <pre>{@code
 * import io.clearmladmin.ClearMl;
 * import io.clearmladmin.endpoint.Role;
 * import io.clearmladmin.testkit.calls.FakeUser;
 * import io.clearmladmin.testkit.calls.Fault;
 *
 * FakeUser ann = fake.addUser("Ann", Role.ADMIN);
 * fake.inject(Fault.cutResponse().on("auth.create_user").times(1));
 * try (ClearMl asAnn = fake.connect(ann)) {
 *     System.out.println(asAnn.claims().identity());
 * }
 * fake.recordedCalls("auth.login").forEach(System.out::println);
 * }</pre>
 */
package io.clearmladmin.testkit.calls;
