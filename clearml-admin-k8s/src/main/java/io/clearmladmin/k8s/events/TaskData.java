package io.clearmladmin.k8s.events;

import io.clearmladmin.k8s.TaskDetails;
import java.util.Map;

/** What a pod's events carry of its task, beside the task's id. What is not known is absent. */
final class TaskData {

    private TaskData() {}

    static void add(Map<String, Object> data, TaskDetails task) {
        task.name().ifPresent(name -> data.put("task_name", name));
        task.projectId().ifPresent(id -> data.put("project", id));
        task.projectName().ifPresent(name -> data.put("project_name", name));
        task.userId().ifPresent(id -> data.put("user", id));
        task.userName().ifPresent(name -> data.put("user_name", name));
        task.tenantName().ifPresent(name -> data.put("tenant_name", name));
    }
}
