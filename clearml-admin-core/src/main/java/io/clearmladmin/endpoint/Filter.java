package io.clearmladmin.endpoint;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the filter that selects the objects of a call: on the accessor of a request, or on a parameter.
 *
 * <p>The server treats an empty list or text, and a list that holds null or an empty text, as no filter, and returns
 * everything. Here an empty list means none: the call returns an empty list or map without sending anything, or throws
 * an {@link IllegalArgumentException} that names the list where no empty result exists. Empty texts are refused. To mean
 * all, leave the filter out.
 *
 * <p>On a map of filters by field, lists inside it must not be empty; the map itself may be. On a value, its own filters
 * count.
 */
@Documented
@Target({ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Filter {

    /**
     * Whether the server would read an element that begins with {@code -} as "all but those", and {@code __$} as an operator,
     * where neither is intended: such an element is refused.
     */
    boolean literal() default false;

    /** The endpoints that support the filter, where others take the same request and would ignore it; all if empty. */
    String[] endpoints() default {};
}
