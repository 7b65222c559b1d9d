/** ClearML's own servers in a cluster: how they are, and whether the cluster is fit for them. */
@NullMarked
package io.clearmladmin.k8s.controlplane;

import org.jspecify.annotations.NullMarked;
