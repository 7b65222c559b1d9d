package io.clearmladmin.k8s.controlplane;

import io.clearmladmin.k8s.internal.Safe;

/** Why something of the cluster could not be read, and what would help. */
final class NotReadException extends Exception {

    private static final long serialVersionUID = 1;

    /** What kind of refusal it is. */
    enum Kind {
        /** This user may not. */
        FORBIDDEN,
        /** This cluster has no such kind of object. */
        NO_SUCH_KIND,
        /** The cluster does not answer, or not sensibly. */
        NO_ANSWER
    }

    private final Kind kind;
    private final String found;
    private final String remedy;

    NotReadException(Kind kind, String found, String remedy, Throwable cause) {
        super(Phrases.brief(Safe.text(found)), Safe.cause(cause));
        this.kind = kind;
        this.found = Phrases.brief(Safe.text(found));
        this.remedy = remedy;
    }

    Kind kind() {
        return kind;
    }

    String found() {
        return found;
    }

    String remedy() {
        return remedy;
    }

    Finding finding() {
        return kind == Kind.NO_ANSWER
                ? new Finding(Level.FAILED, "kubernetes", found, remedy)
                : new Finding(Level.SKIPPED, "rights", found, remedy);
    }
}
