/** What a service interface is written with: endpoint, fields, repeatability, pages, and the values all services share. */
package io.clearmladmin.endpoint;
