/** What tenants used and what it costs: the metering service, and the values that the API server tells too. */
package io.clearmladmin.metering;
