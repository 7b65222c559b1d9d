package io.clearmladmin.endpoint;

/** The two kinds of ClearML server. */
public enum Edition {
    /** The open-source server; every Enterprise server has its endpoints too. */
    OPEN_SOURCE("open source"),

    /** ClearML Enterprise. */
    ENTERPRISE("Enterprise");

    private final String text;

    Edition(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
