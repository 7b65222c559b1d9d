package io.clearmladmin.endpoint;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an interface method the client of one endpoint; see {@code ClearMl.service}.
 *
 * <p>The request body is the method's only unannotated parameter (a value that is written as a JSON object, or a
 * {@code Map}), its {@link Field} parameters, or both. The result is the reply's {@code data}, or the part of it that
 * {@link #result()} names, read as the method's return type; a {@link Paged} return type reads page after page.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Endpoint {

    /** The endpoint's name, {@code service.action}. */
    String name();

    /** Whether the call is retryable when its outcome is unknown, by the rule of {@link Repeat}. No default on purpose. */
    Repeat repeat();

    /** The field of {@code data} to return, with dots for nested ones; empty for the whole of {@code data}. */
    String result() default "";

    /** The edition that has the endpoint. */
    Edition edition() default Edition.OPEN_SOURCE;

    /**
     * The API version that brought the endpoint, such as {@code 2.19}; empty where it is not known. A call to a server whose
     * token says that it is older is not sent; see {@code ServerTooOldException}.
     */
    String since() default "";

    /**
     * The release of ClearML Enterprise that brought the endpoint, such as {@code 3.30}; empty where it is not known. The error
     * names it where a server lacks the endpoint.
     */
    String sinceRelease() default "";

    /** Whether a {@link Repeat#SAFE} endpoint changes something on the server; an {@link Repeat#UNSAFE} one always does. */
    boolean changes() default false;

    /**
     * The endpoint whose reply shows whether an {@link Repeat#UNSAFE} call of unknown outcome was carried out, called for
     * the same tenant or user; empty if there is none.
     */
    String verifyWith() default "";

    /** Whether the endpoint is called without credentials and without impersonation, whatever view it is called through. */
    boolean anonymous() default false;
}
