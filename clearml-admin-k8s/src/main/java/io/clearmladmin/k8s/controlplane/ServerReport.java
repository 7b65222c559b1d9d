package io.clearmladmin.k8s.controlplane;

import io.clearmladmin.internal.text.SafeText;
import java.util.Optional;

/**
 * What the API server says of itself.
 *
 * @param answers whether it answers
 * @param version its version, if it reports one
 */
public record ServerReport(boolean answers, Optional<String> version) {

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
