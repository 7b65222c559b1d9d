/**
 * The client: {@link io.clearmladmin.ClearMl} and its builder.
 *
 * <pre>{@code
 * import io.clearmladmin.ClearMl;
 * import io.clearmladmin.endpoint.Repeat;
 * import io.clearmladmin.users.UserQuery;
 * import java.util.Map;
 *
 * try (ClearMl client = ClearMl.fromEnvironment()) {
 *     System.out.println(client.server().info().version());
 *     client.users().getAll(UserQuery.builder().build()).forEach(user -> System.out.println(user.id()));
 *     System.out.println(client.call("server.info", Repeat.SAFE, Map.of()));
 * }
 * }</pre>
 */
@ValueStyle
package io.clearmladmin;

import io.clearmladmin.internal.json.ValueStyle;
