package io.clearmladmin.onboarding;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A lock on the name of a tenant while a run of this process works on it. An open-source server has one tenant. */
final class TakenName {

    private static final Set<String> TAKEN = ConcurrentHashMap.newKeySet();

    private final String name;

    private TakenName(String name) {
        this.name = name;
    }

    /** Refuses instead of waiting: the plan was made without what another run is about to create. */
    static TakenName take(ClearMl clearml, TenantSpec spec) {
        boolean isShared = clearml.capabilities().edition() == Edition.OPEN_SOURCE;
        String tenant = isShared ? "" : spec.name().strip().toLowerCase(Locale.ROOT);
        String name = clearml.apiUrl() + "\n" + tenant;
        if (!TAKEN.add(name)) {
            throw new OnboardingConflictException(
                    spec,
                    List.of(Step.conflict(
                            "tenant",
                            "another run of this process works on "
                                    + (isShared ? "the server's one tenant" : "the name " + spec.name())
                                    + "; wait for it, and make a new plan")));
        }
        return new TakenName(name);
    }

    void free() {
        TAKEN.remove(name);
    }
}
