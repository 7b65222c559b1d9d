package io.clearmladmin.rotation;

import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.rotation.PlannedKey.Action;
import io.clearmladmin.rotation.RotatedKey.Outcome;
import java.util.List;

/** A job on the keys of one user. Deciding and doing are separate, so that a plan and a run use the same code. */
interface UserJob {

    /**
     * What is to be done with a key.
     *
     * @param key the key
     * @param label its label, parsed
     * @param action what is to be done
     * @param reason why
     */
    record Decision(CredentialInfo key, KeyLabel label, Action action, String reason) {}

    /**
     * The outcome for a key.
     *
     * @param outcome the outcome
     * @param reason why
     */
    record Result(Outcome outcome, String reason) {}

    /** Decides about the keys; writes nothing. */
    List<Decision> decide(List<CredentialInfo> keys);

    /** Carries the decision out; throws on failure. */
    Result carryOut(Decision decision);
}
