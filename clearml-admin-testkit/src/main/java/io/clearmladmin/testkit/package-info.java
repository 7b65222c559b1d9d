/** A ClearML server in the test's own process, with faults and a journal. */
package io.clearmladmin.testkit;
