/**
 * Values files of ClearML's Helm charts, written and checked; start at {@link io.clearmladmin.k8s.helm.HelmValues}. Nothing
 * here speaks with a cluster or a server.
 */
@NullMarked
package io.clearmladmin.k8s.helm;

import org.jspecify.annotations.NullMarked;
