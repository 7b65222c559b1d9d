/** What can go wrong, one type for each way in which an administrator must react. */
package io.clearmladmin.errors;
