/** What can go wrong, one type for each kind of answer an administrator must give to it. */
package io.clearmladmin.errors;
