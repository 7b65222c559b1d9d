package io.clearmladmin.onboarding;

/**
 * One thing that a tenant has beyond a specification.
 *
 * @param kind what it is
 * @param name its name, as its kind names things: an e-mail, a label, a feature
 * @param of what it is in: the e-mail of a key's owner, a group, an access rule; may be empty
 * @param text it for people
 */
record Extra(Kind kind, String name, String of, String text) {

    /** What there may be beyond, in the order in which it is removed: first nobody new signs in. */
    enum Kind {
        DOMAIN,
        INVITED,
        PROVIDER,
        MAPPING,
        RULE,
        USER_OF_RULE,
        GROUP_OF_RULE,
        POLICY,
        MEMBER,
        GROUP,
        KEY,
        USER,
        FEATURE,
        EXCLUDED_FEATURE,
        ASSIGNMENT,
        /** Who sees an application. */
        APPLICATION,
        CATEGORY,
        FIELD
    }
}
