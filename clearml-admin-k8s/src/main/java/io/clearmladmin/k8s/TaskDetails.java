package io.clearmladmin.k8s;

import io.clearmladmin.internal.text.SafeText;
import java.util.Optional;

/**
 * What a ClearML server says of a pod's task. What is not known is absent.
 *
 * @param name the task's name
 * @param projectId its project
 * @param projectName its project's name, with those above it, as {@code vision/detection}
 * @param userId its user
 * @param userName its user's name
 * @param tenantName the name of the pod's tenant
 */
public record TaskDetails(
        Optional<String> name,
        Optional<String> projectId,
        Optional<String> projectName,
        Optional<String> userId,
        Optional<String> userName,
        Optional<String> tenantName) {

    static final TaskDetails UNKNOWN = new TaskDetails(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    TaskDetails inTenant(Optional<String> called) {
        return called.isEmpty() ? this : new TaskDetails(name, projectId, projectName, userId, userName, called);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
