package io.clearmladmin.internal.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;

/** How all values are generated; it stands on the root package of each module that has some, and every package below inherits
 * it. */
@Value.Style(
        get = "*",
        // A copy is made by a builder; the generated ones are not public and would only be weight.
        defaults = @Value.Immutable(copy = false),
        visibility = Value.Style.ImplementationVisibility.PACKAGE,
        builderVisibility = Value.Style.BuilderVisibility.PACKAGE,
        overshadowImplementation = true,
        jdkOnly = true,
        forceJacksonPropertyNames = false,
        // A copy takes what the declared type has; asking each instance what else it is would double the code of
        // "from".
        mergeFromSupertypesDynamically = false,
        redactedMask = "***",
        // The same exception as for every other bad argument.
        throwForInvalidImmutableState = IllegalArgumentException.class,
        allowedClasspathAnnotations = {
            javax.annotation.processing.Generated.class,
            org.jspecify.annotations.Nullable.class
        })
@Target({ElementType.PACKAGE, ElementType.TYPE})
@Retention(RetentionPolicy.SOURCE)
public @interface ValueStyle {}
