package io.clearmladmin.endpoint;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what only Enterprise servers know of a request: on its accessor. An open-source server drops it and says nothing, so
 * that a request in which it is set is not sent to one; the call throws an {@link IllegalArgumentException} that names it.
 * Where the server's edition is not known yet, it is looked up before, once for all views of a client.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface EnterpriseOnly {}
