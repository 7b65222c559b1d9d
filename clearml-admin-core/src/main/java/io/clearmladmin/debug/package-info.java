/**
 * {@code debug.*}: whether the API server's process answers.
 *
 * <pre>{@code
 * String answer = clearml.debug().ping().msg().orElse("");
 * }</pre>
 */
package io.clearmladmin.debug;
