/** {@code workers.*}: the agents that run tasks. */
package io.clearmladmin.workers;
