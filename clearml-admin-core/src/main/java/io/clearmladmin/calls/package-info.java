/** Calls as they are seen from outside: what may differ from one to the next, and what a listener hears of each. */
package io.clearmladmin.calls;
