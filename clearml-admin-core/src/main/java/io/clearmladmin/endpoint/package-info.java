/** What service interfaces are declared with: endpoint, fields, retryability, pages, and the values all services share. */
package io.clearmladmin.endpoint;
