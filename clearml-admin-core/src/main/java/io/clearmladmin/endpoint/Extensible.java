package io.clearmladmin.endpoint;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.util.Map;
import org.immutables.value.Value;

/** A value that keeps unknown fields: newer servers and Enterprise builds send more than is documented. */
public interface Extensible {

    /** The fields without an accessor of their own, as received; empty if there are none. Not printed. */
    @JsonAnyGetter
    @Value.Redacted
    Map<String, @AllowNulls Object> additional();
}
