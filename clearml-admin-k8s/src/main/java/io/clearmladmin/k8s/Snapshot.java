package io.clearmladmin.k8s;

import io.clearmladmin.internal.text.SafeText;

/**
 * What a reading of many pods is true of.
 *
 * @param asOf the cluster's version of which it is; of an inconsistent one, the oldest in it
 * @param isConsistent whether all of it is of that one version. Otherwise the cluster forgot the version before the reading was
 *     done, and its rest is newer: pods that lived all the while are in it once, others may or may not be
 * @param pods how many there were
 */
public record Snapshot(String asOf, boolean isConsistent, long pods) {

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
