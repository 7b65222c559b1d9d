/**
 * ClearML's task pods in a Kubernetes cluster: read, watched, and published as events.
 *
 * <pre>{@code
 * import io.clearmladmin.k8s.PodCounts;
 * import io.clearmladmin.k8s.PodList;
 * import io.clearmladmin.k8s.PodQuery;
 *
 * PodList pods = kubernetes.pods().list(PodQuery.allNamespaces());
 * PodCounts counts = kubernetes.pods().count(PodQuery.inNamespace("team-blue"));
 * pods.pods().forEach(pod -> System.out.println(pod.name() + " " + pod.status().state()));
 * }</pre>
 */
@NullMarked
package io.clearmladmin.k8s;

import org.jspecify.annotations.NullMarked;
