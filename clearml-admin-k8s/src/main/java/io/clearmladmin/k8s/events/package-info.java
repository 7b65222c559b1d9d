/** What is told of task pods: which there are, and how they come, change and go. */
@NullMarked
package io.clearmladmin.k8s.events;

import org.jspecify.annotations.NullMarked;
