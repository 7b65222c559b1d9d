package io.clearmladmin.internal;

import io.clearmladmin.calls.CallOptions;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** As which user, in which tenant and with which options a view calls. */
record CallContext(
        Session session,
        @Nullable String impersonateAs,
        @Nullable String actAs,
        @Nullable String tenant,
        CallOptions options) {

    static CallContext of(Session session) {
        return new CallContext(session, null, null, null, CallOptions.builder().build());
    }

    /** Another login, with the same options. */
    CallContext loggedInWith(String accessKey, Secret secretKey) {
        Login login = session.login();
        Login other = Login.with(accessKey, secretKey, login.lifetime(), login.threshold());
        Session theirs = session.with(other, List.of(Secret.of(accessKey), secretKey));
        return new CallContext(theirs, null, null, null, options);
    }

    CallContext impersonating(String userId) {
        if (actAs != null) {
            throw new IllegalArgumentException(
                    "impersonating: this view already acts as a user, and the server accepts only one of both");
        }
        return new CallContext(session, Check.headerValue("userId", userId), null, tenant, options);
    }

    CallContext actingAs(String userId) {
        if (impersonateAs != null) {
            throw new IllegalArgumentException(
                    "actingAs: this view already impersonates a user, and the server accepts only one of both");
        }
        return new CallContext(session, null, Check.headerValue("userId", userId), tenant, options);
    }

    // A token names its tenant, so that another tenant needs a login of its own.
    CallContext inTenant(String tenantId) {
        String id = Check.headerValue("tenantId", tenantId);
        return new CallContext(session.inTenant(id), impersonateAs, actAs, id, options);
    }

    CallContext with(CallOptions more) {
        CallOptions.Builder merged = CallOptions.builder();
        merged.callTimeout(more.callTimeout().or(options::callTimeout));
        merged.attemptTimeout(more.attemptTimeout().or(options::attemptTimeout));
        merged.maxAttempts(more.maxAttempts().or(options::maxAttempts));
        merged.unreachableRetry(more.unreachableRetry().or(options::unreachableRetry));
        merged.trx(more.trx().or(options::trx));
        merged.apiVersion(more.apiVersion().or(options::apiVersion));
        return new CallContext(session, impersonateAs, actAs, tenant, merged.build());
    }

    /** The context of a login: no impersonation. */
    CallContext ownIdentity() {
        return new CallContext(session, null, null, tenant, options);
    }
}
