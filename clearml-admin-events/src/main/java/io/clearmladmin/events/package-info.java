/** What happened to tenants and their task pods, and how that is published: once, and without a gap. */
package io.clearmladmin.events;
