/** What a test says of calls to the fake server, and hears of them: who calls, what goes wrong, what was carried out. */
package io.clearmladmin.testkit.calls;
