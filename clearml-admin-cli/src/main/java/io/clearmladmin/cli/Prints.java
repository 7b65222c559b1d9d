package io.clearmladmin.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a command prints as JSON. Its schema is made of it, and its page. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Prints {

    /** One of these. */
    Class<? extends Record>[] one() default {};

    /** A list of these. */
    Class<? extends Record>[] list() default {};

    /** Data of any form, as a server sent it. */
    boolean isData() default false;

    /** A text for people or a shell, whatever the format. */
    boolean isText() default false;
}
