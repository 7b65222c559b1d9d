/**
 * Values files of ClearML's Helm charts, written and checked; start at {@link io.clearmladmin.helm.HelmValues}. It does not
 * connect to a cluster or a server.
 */
@NullMarked
package io.clearmladmin.helm;

import org.jspecify.annotations.NullMarked;
