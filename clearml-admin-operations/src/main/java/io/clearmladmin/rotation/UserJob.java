package io.clearmladmin.rotation;

import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.rotation.PlannedKey.Action;
import io.clearmladmin.rotation.RotatedKey.Outcome;
import java.util.List;

/** What is done with the keys of one user. To decide and to do are two, so that a plan and a run are the same code. */
interface UserJob {

    /**
     * What is to be done with a key.
     *
     * @param key the key
     * @param label what its label says
     * @param action what is to be done
     * @param reason why
     */
    record Decision(CredentialInfo key, KeyLabel label, Action action, String reason) {}

    /**
     * What became of a key.
     *
     * @param outcome what became of it
     * @param reason why
     */
    record Result(Outcome outcome, String reason) {}

    /** Decides about the keys; nothing is written. */
    List<Decision> decide(List<CredentialInfo> keys);

    /** Does it; what goes wrong is thrown. */
    Result carryOut(Decision decision);
}
