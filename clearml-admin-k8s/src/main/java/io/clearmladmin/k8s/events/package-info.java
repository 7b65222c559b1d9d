/** What is told of task pods, how it is remembered, when, and by whom. */
@NullMarked
package io.clearmladmin.k8s.events;

import org.jspecify.annotations.NullMarked;
