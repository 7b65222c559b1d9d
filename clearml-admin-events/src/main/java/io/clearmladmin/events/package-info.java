/** What happened to tenants and their task pods, and how that is told to others: once, and without a gap. */
package io.clearmladmin.events;
