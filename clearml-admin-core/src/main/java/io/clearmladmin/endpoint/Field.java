package io.clearmladmin.endpoint;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the request field that a parameter fills. Null, empty and blank texts are refused before anything is sent; an
 * empty {@code Optional} is left out.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Field {

    /** The field's name on the wire. */
    String value();
}
