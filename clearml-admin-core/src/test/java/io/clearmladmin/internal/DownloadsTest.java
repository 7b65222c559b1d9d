package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Download;
import io.clearmladmin.errors.BadRequestException;
import io.clearmladmin.errors.DecodingException;
import io.clearmladmin.errors.TransportException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A download is streamed to where the caller wants it, whole or not at all. */
class DownloadsTest {

    private static final byte[] TABLE = new byte[300_000];
    private final MockWebServer server = TestClients.server();

    @TempDir
    Path folder;

    static {
        Arrays.fill(TABLE, (byte) 'x');
    }

    @BeforeEach
    void start() throws IOException {
        server.start(InetAddress.getLoopbackAddress(), 0);
        server.enqueue(TestClients.json(
                        200, TestClients.envelope(200, 0, "OK", "{\"token\":\"" + TestClients.token("{}") + "\"}"))
                .build());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static MockResponse.Builder attachment() {
        return new MockResponse.Builder()
                .setHeader("Content-Type", "text/csv")
                .setHeader("Content-Disposition", "attachment; filename=log.csv")
                .body(new Buffer().write(TABLE));
    }

    private static MockResponse broken() {
        return attachment().onResponseBody(new SocketEffect.CloseSocket()).build();
    }

    private ClearMl connect() {
        return ClearMl.builder()
                .apiUrlUnchecked("http://" + server.getHostName() + ":" + server.getPort())
                .credentials("KEY0123456789", "secret-0123456789")
                .maxResponseBytes(1000)
                .build();
    }

    private static Download log(ClearMl clearml) {
        return clearml.tenants().downloadEventsLog(Optional.of("c1"), Optional.empty());
    }

    @Test
    void it_comes_whole_into_a_file_however_large_replies_may_be() throws IOException {
        server.enqueue(attachment().build());
        Path file = folder.resolve("log.csv");
        Files.writeString(file, "old");
        try (ClearMl clearml = connect()) {
            assertThat(log(clearml).to(file)).isEqualTo(TABLE.length);
        }
        assertThat(file).hasBinaryContent(TABLE);
        assertOnly(file);
    }

    private void assertOnly(Path... files) throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(files);
        }
    }

    @Test
    void each_download_sends_one_request_and_nothing_before() throws IOException {
        try (ClearMl clearml = connect()) {
            Download log = log(clearml);
            assertThat(server.getRequestCount()).isZero();
            server.enqueue(attachment().build());
            server.enqueue(attachment().build());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            log.to(out);
            log.to(out);
            assertThat(out.size()).isEqualTo(2 * TABLE.length);
        }
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void a_file_begins_anew_when_the_reply_breaks_off() throws IOException {
        server.enqueue(broken());
        server.enqueue(attachment().build());
        Path file = folder.resolve("log.csv");
        try (ClearMl clearml = connect()) {
            log(clearml).to(file);
        }
        assertThat(file).hasBinaryContent(TABLE);
        assertOnly(file);
    }

    @Test
    void a_stream_that_has_a_part_already_is_not_given_it_again() throws IOException {
        server.enqueue(broken());
        server.enqueue(attachment().build());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ClearMl clearml = connect()) {
            assertThatThrownBy(() -> log(clearml).to(out))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("the stream already has a part of it");
        }
        assertThat(out.size()).isLessThan(TABLE.length);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void a_refusal_is_the_usual_exception_and_leaves_no_file() throws IOException {
        server.enqueue(TestClients.json(400, TestClients.envelope(400, 12, "Validation error", "{}"))
                .build());
        Path file = folder.resolve("log.csv");
        try (ClearMl clearml = connect()) {
            assertThatThrownBy(() -> log(clearml).to(file)).isInstanceOf(BadRequestException.class);
        }
        assertOnly();
    }

    @Test
    void a_reply_that_is_not_a_file_is_reported_as_such() throws IOException {
        server.enqueue(
                TestClients.json(200, TestClients.envelope(200, 0, "OK", "{}")).build());
        try (ClearMl clearml = connect()) {
            assertThatThrownBy(() -> log(clearml).to(new ByteArrayOutputStream()))
                    .isInstanceOf(DecodingException.class)
                    .hasMessageContaining("no file");
        }
    }

    @Test
    void a_stream_that_cannot_be_written_ends_it_with_its_own_error() throws IOException {
        server.enqueue(attachment().build());
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("disk full");
            }
        };
        try (ClearMl clearml = connect()) {
            assertThatThrownBy(() -> log(clearml).to(full))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("disk full");
        }
        assertThat(server.getRequestCount()).isEqualTo(2);
    }
}
