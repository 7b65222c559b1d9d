package io.clearmladmin.k8s.events;

import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.internal.text.SafeText;

/**
 * A monitor is to watch other pods than those that its journal remembers. Nothing was published: else all pods that it does not
 * watch any more would count as unlabelled, or as deleted in another cluster. Give the new monitor another UUID; or, if this one
 * shall watch other pods from now on, {@link PodMonitor.Builder#acceptChangedScope()}.
 */
public final class ScopeChangedException extends ClearMlException {

    private static final long serialVersionUID = 1;

    ScopeChangedException(String source, String before, String now) {
        super(
                SafeText.lines("the monitor " + source + " watched " + before + " before, and is to watch " + now
                        + " now. Give it another UUID, or the settings of before; or accept the changed scope, and pods that are"
                        + " no longer watched are published as unlabelled"),
                null);
    }
}
