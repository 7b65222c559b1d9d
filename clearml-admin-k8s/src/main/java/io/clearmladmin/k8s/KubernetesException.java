package io.clearmladmin.k8s;

import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.k8s.internal.Safe;
import org.jspecify.annotations.Nullable;

/** Something with the cluster did not work. The message says what was tried, what came back, and what to do. */
public final class KubernetesException extends ClearMlException {

    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final int status;
    private final String continuation;

    /** What is wrong. */
    public enum Reason {
        /** Nobody answers at the address, or not in time. */
        UNREACHABLE,
        /** The TLS handshake failed: another certificate authority, an expired certificate, a wrong host name. */
        TLS,
        /** The token or certificate is not accepted, or no longer. */
        UNAUTHORIZED,
        /** The login plugin of the kubeconfig's user gave no credential; the message has the plugin, and why. */
        LOGIN_PLUGIN,
        /** A right is missing; the message has the rule to add. */
        FORBIDDEN,
        /** There is no such thing. */
        NOT_FOUND,
        /** The requested version is no longer kept: read anew. */
        EXPIRED,
        /** The request makes no sense to the server; see the message. */
        REFUSED,
        /** The server has too much to do, or is just starting or stopping. */
        BUSY,
        /** An answer began and broke off, or fell silent. */
        BROKEN_OFF,
        /** What answers is no Kubernetes API server. */
        NOT_KUBERNETES,
        /** Anything else; see the message. */
        OTHER
    }

    /** With the whole message; the status is 0 if there was no answer. */
    public KubernetesException(Reason reason, int status, String message, @Nullable Throwable cause) {
        this(reason, status, message, cause, "");
    }

    KubernetesException(Reason reason, int status, String message, @Nullable Throwable cause, String continuation) {
        super(Safe.text(message), Safe.cause(cause));
        this.reason = reason;
        this.status = status;
        this.continuation = continuation;
    }

    /** Where a list of a forgotten version can go on with newer ones; empty if the server does not say. */
    String continuation() {
        return continuation;
    }

    /** What is wrong. */
    public Reason reason() {
        return reason;
    }

    /** The HTTP status; 0 if there was no answer. */
    public int status() {
        return status;
    }
}
