/** New keys on their way to whoever shall use them. */
package io.clearmladmin.credentials;
