package io.clearmladmin.endpoint;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.util.Map;

/** A value that keeps the fields it does not know: newer servers and Enterprise builds send more than is documented. */
public interface Extensible {

    /** The fields without an accessor of their own, as they came; empty if there are none. */
    @JsonAnyGetter
    Map<String, @AllowNulls Object> additional();
}
