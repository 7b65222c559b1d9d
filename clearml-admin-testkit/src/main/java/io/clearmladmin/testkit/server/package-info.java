/** The fake server itself: what it holds, who may call, and what each endpoint does. */
package io.clearmladmin.testkit.server;
