package io.clearmladmin.internal.configuration;

/** A setting that more than one source can have. */
enum Setting {
    API_HOST("API address"),
    API_URL_UNCHECKED("permission to use an unusual API address"),
    ACCESS_KEY("access key"),
    SECRET_KEY("secret key"),
    TOKEN("token"),
    VERIFY_CERTIFICATE("certificate verification");

    private final String text;

    Setting(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
