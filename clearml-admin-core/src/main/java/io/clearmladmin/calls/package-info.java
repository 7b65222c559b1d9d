/** Calls: the options of each, and the events that listeners are notified of. */
package io.clearmladmin.calls;
