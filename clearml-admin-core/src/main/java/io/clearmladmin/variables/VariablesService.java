package io.clearmladmin.variables;

import static io.clearmladmin.endpoint.Edition.ENTERPRISE;
import static io.clearmladmin.endpoint.Repeat.SAFE;
import static io.clearmladmin.endpoint.Repeat.UNSAFE;

import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Field;
import io.clearmladmin.endpoint.Filter;
import java.util.List;

/**
 * {@code variables.*}: global variables. Enterprise servers only; every role may write them, so that what is read is data from
 * anybody.
 */
public interface VariablesService {

    /** The variables of these names; no call lists all. */
    @Endpoint(name = "variables.get_global_vars", repeat = SAFE, result = "vars", edition = ENTERPRISE)
    List<GlobalVariable> getGlobalVars(@Filter(literal = true) @Field("keys") List<String> keys);

    /** Sets variables; returns how many it updated. */
    @Endpoint(
            name = "variables.set_global_vars",
            repeat = UNSAFE,
            result = "updated",
            verifyWith = "variables.get_global_vars",
            edition = ENTERPRISE)
    int setGlobalVars(@Filter @Field("vars") List<SetVariable> variables);

    /** Changes variables by numbers, each in one step that no other call comes between. */
    @Endpoint(
            name = "variables.increment_global_vars",
            repeat = UNSAFE,
            result = "vars",
            verifyWith = "variables.get_global_vars",
            edition = ENTERPRISE)
    List<IncrementedVariable> incrementGlobalVars(@Filter @Field("commands") List<IncrementVariable> commands);

    /** Deletes variables; returns how many. */
    @Endpoint(
            name = "variables.delete_global_vars",
            repeat = UNSAFE,
            result = "deleted",
            verifyWith = "variables.get_global_vars",
            edition = ENTERPRISE)
    int deleteGlobalVars(@Filter(literal = true) @Field("keys") List<String> keys);
}
