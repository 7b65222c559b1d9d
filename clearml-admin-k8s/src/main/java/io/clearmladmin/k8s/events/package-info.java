/** Events of task pods: which are published, when, by whom, and how a journal records them. */
@NullMarked
package io.clearmladmin.k8s.events;

import org.jspecify.annotations.NullMarked;
