package io.clearmladmin.k8s.controlplane;

import io.clearmladmin.internal.text.SafeText;
import java.util.Optional;

/**
 * A container's image.
 *
 * @param repository registry and name, as the pod's spec has them
 * @param tag the tag, which for ClearML's images is the version
 * @param digest the digest, if the spec pins it
 */
public record Image(String repository, Optional<String> tag, Optional<String> digest) {

    /** Reads {@code repository[:tag][@digest]}. */
    public static Image of(String reference) {
        int at = reference.indexOf('@');
        String name = at < 0 ? reference : reference.substring(0, at);
        // A colon before the last slash is the registry's port.
        int colon = name.indexOf(':', name.lastIndexOf('/') + 1);
        return new Image(
                colon < 0 ? name : name.substring(0, colon),
                colon < 0 ? Optional.empty() : Optional.of(name.substring(colon + 1)),
                at < 0 ? Optional.empty() : Optional.of(reference.substring(at + 1)));
    }

    /** Tag, else digest, else {@code latest}, which Kubernetes takes then. */
    public String version() {
        return tag.or(() -> digest).orElse("latest");
    }

    /** The reference again. */
    @Override
    public String toString() {
        return SafeText.line(repository
                + tag.map(text -> ":" + text).orElse("")
                + digest.map(text -> "@" + text).orElse(""));
    }
}
