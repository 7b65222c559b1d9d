/**
 * {@code serving.*}: the endpoints at which containers serve models.
 *
 * <pre>{@code
 * clearml.serving().getEndpoints().forEach(System.out::println);
 * }</pre>
 */
package io.clearmladmin.serving;
