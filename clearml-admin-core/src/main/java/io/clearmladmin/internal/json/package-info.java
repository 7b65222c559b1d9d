/** The one mapper of JSON, and how it reads what servers send. */
package io.clearmladmin.internal.json;
