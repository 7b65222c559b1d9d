package io.clearmladmin.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.Event.Kind;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class EventRecordsTest {

    private static Event event(String text) {
        return Samples.event(
                Kind.LIFECYCLE, "pod.running", "pod/1", 1, Map.of("text", text, "inner", Map.of(text, text)));
    }

    @Test
    void an_event_of_no_tenant_has_no_header_for_it() {
        Event event = event("");
        Event ofNobody =
                new Event(event.source(), event.kind(), event.type(), "", event.subject(), event.time(), event.data());
        assertThat(EventRecords.headers(ofNobody, EventRecords.JSON_TYPE))
                .extracting(Header::key)
                .doesNotContain("ce_tenant")
                .doesNotHaveDuplicates();
        assertThat(EventRecords.headers(event, EventRecords.JSON_TYPE))
                .extracting(header -> header.key() + "=" + new String(header.value(), UTF_8))
                .containsAll(Arrays.asList(
                        "ce_specversion=1.0",
                        "ce_id=" + event.id(),
                        "ce_source=" + event.source(),
                        "ce_time=" + event.time(),
                        "ce_tenant=" + event.tenant(),
                        "ce_kind=lifecycle",
                        "content-type=application/json"));
    }
}
