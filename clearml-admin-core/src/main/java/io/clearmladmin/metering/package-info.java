/** What tenants used and what it costs: the metering service, and the values that the API server returns too. */
package io.clearmladmin.metering;
