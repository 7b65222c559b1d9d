package io.clearmladmin.onboarding;

/** Reads specifications. */
final class SpecFiles {

    private SpecFiles() {}

    static TenantSpec parse(String where, String text) {
        try {
            return YamlReader.read(text, TenantSpec.class);
        } catch (YamlReader.MistakeException mistake) {
            throw new InvalidSpecException(where + ", " + mistake.getMessage(), mistake);
        }
    }
}
