package io.clearmladmin.fuzz;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.UserInfoQuery;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.login.SupportedModesQuery;
import io.clearmladmin.organization.EntitiesCountQuery;
import io.clearmladmin.queues.QueueQuery;
import io.clearmladmin.system.CompanyQuery;
import io.clearmladmin.users.CurrentUserQuery;
import io.clearmladmin.users.UserQuery;
import io.clearmladmin.users.VaultQuery;
import io.clearmladmin.workers.WorkerQuery;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import okhttp3.Headers;

/** A reply: the first byte chooses its status, the second what was called, the rest is its body. */
public final class ReplyTarget {

    private static final int[] STATUS = {200, 400, 401, 403, 404, 405, 410, 429, 500, 502, 503, 201, 302};
    private static final List<Function<ClearMl, Object>> CALLS = List.of(
            client -> client.call("any.thing", Repeat.SAFE, Map.of()),
            client -> client.call("any.thing", Repeat.UNSAFE, Map.of()),
            client -> client.users().getAllEx(UserQuery.builder().build()).stream()
                    .limit(2_000)
                    .toList(),
            client -> client.users().getCurrentUser(CurrentUserQuery.builder().build()),
            client -> client.users().getVaults(VaultQuery.builder().build()),
            client -> client.auth().getCredentials(),
            client -> client.auth().getUsersInfo(UserInfoQuery.builder().build()),
            client -> client.server().info(),
            client -> client.server().endpoints(),
            client -> client.server().healthCheck(),
            client -> client.queues().getAllEx(QueueQuery.builder().build()).stream()
                    .limit(2_000)
                    .toList(),
            client -> client.workers().getAll(WorkerQuery.builder().build()),
            client -> client.organization()
                    .getEntitiesCount(EntitiesCountQuery.builder().build()),
            client -> client.organization().getUsageConfiguration(),
            client -> client.system().getCompanies(CompanyQuery.builder().build()),
            client -> client.tenants().getTenants(),
            client -> client.permissions().getAccessRules(),
            client -> client.resources().getPolicies(),
            client -> client.storage().getSettings(),
            client ->
                    client.login().supportedModes(SupportedModesQuery.builder().build()),
            ClearMl::capabilities);
    private static final CannedServer SERVER = new CannedServer();
    private static final ClearMl CLIENT = SERVER.withToken();

    private ReplyTarget() {}

    /** Loads what is needed, which takes its time where classes are instrumented. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[] {0, 2, '{', '}'});
    }

    /** One input. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length < 2) {
            return;
        }
        int status = STATUS[Byte.toUnsignedInt(data[0]) % STATUS.length];
        SERVER.answer(status, Headers.of(), Arrays.copyOfRange(data, 2, data.length));
        try {
            Outcome.shown(CALLS.get(Byte.toUnsignedInt(data[1]) % CALLS.size()).apply(CLIENT));
        } catch (ClearMlException documented) {
            Outcome.shown(documented);
        }
    }
}
