/**
 * A ClearML server in the test's own process, with faults and a journal.
 *
 * <pre>{@code
 * import io.clearmladmin.ClearMl;
 * import io.clearmladmin.testkit.FakeClearMl;
 * import io.clearmladmin.testkit.calls.Fault;
 * import io.clearmladmin.users.UserQuery;
 *
 * try (FakeClearMl server = FakeClearMl.start();
 *         ClearMl client = server.connect()) {
 *     server.inject(Fault.cutResponse().on("users.get_all").times(1));
 *     client.users().getAll(UserQuery.builder().build()).forEach(System.out::println);
 *     System.out.println(server.recordedCalls());
 * }
 * }</pre>
 */
package io.clearmladmin.testkit;
