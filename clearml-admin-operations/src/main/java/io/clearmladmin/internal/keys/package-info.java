/** How a new key gets from the server to whoever shall use it. */
package io.clearmladmin.internal.keys;
