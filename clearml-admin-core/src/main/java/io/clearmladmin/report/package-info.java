/** What all reports have in common. */
package io.clearmladmin.report;
