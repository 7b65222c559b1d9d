/** The one JSON mapper, and how it reads replies. */
package io.clearmladmin.internal.json;
