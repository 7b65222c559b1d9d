package io.clearmladmin.endpoint;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** By its name, lets Immutables keep null map values; JSpecify's annotation would make the map nullable. */
@Target(ElementType.TYPE_USE)
@Retention(RetentionPolicy.SOURCE)
@interface AllowNulls {}
