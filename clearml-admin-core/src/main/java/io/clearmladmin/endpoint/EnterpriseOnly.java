package io.clearmladmin.endpoint;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a field that only Enterprise servers support: on its accessor. An open-source server silently ignores it, so
 * a request that sets it is not sent to one; the call throws an {@link IllegalArgumentException} that names it.
 * Where the server's edition is not known yet, it is read first, once for all views of a client.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface EnterpriseOnly {}
