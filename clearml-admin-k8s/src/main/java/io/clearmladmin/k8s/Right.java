package io.clearmladmin.k8s;

import io.clearmladmin.internal.text.SafeText;
import java.util.Objects;

/**
 * A right of RBAC.
 *
 * @param verb such as {@code list}
 * @param group the API group; empty for the core one
 * @param resource such as {@code pods}
 * @param namespace empty for all of them, and for what belongs to none
 * @param name the one object that it is about; empty for any
 */
public record Right(String verb, String group, String resource, String namespace, String name) {

    public Right {
        Objects.requireNonNull(verb, "verb: must not be null");
        Objects.requireNonNull(group, "group: must not be null");
        Objects.requireNonNull(resource, "resource: must not be null");
        Objects.requireNonNull(namespace, "namespace: must not be null");
        Objects.requireNonNull(name, "name: must not be null");
    }

    /** One to resources of the core group, whatever their names; of all namespaces, if the namespace is empty. */
    public static Right to(String verb, String resource, String namespace) {
        return new Right(verb, "", resource, namespace, "");
    }

    @Override
    public String toString() {
        return SafeText.line(verb + " " + resource + (namespace.isEmpty() ? "" : " in namespace " + namespace)
                + (name.isEmpty() ? "" : ", " + name));
    }
}
