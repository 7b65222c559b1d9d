/**
 * {@code variables.*}: global variables. Enterprise.
 *
 * <pre>{@code
 * import io.clearmladmin.variables.SetVariable;
 * import java.util.List;
 *
 * clearml.variables().setGlobalVars(List.of(SetVariable.builder().key("maintenance").value("on").build()));
 * }</pre>
 */
package io.clearmladmin.variables;
