/** ClearML's task pods in a Kubernetes cluster: read, watched, and published as events. */
@NullMarked
package io.clearmladmin.k8s;

import org.jspecify.annotations.NullMarked;
