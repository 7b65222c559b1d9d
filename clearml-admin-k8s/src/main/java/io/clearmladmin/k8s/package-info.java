/** ClearML's task pods in a Kubernetes cluster: read, watched, and told of. */
@NullMarked
package io.clearmladmin.k8s;

import org.jspecify.annotations.NullMarked;
