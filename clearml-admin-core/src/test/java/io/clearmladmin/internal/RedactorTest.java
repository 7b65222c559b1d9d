package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.RedactedException;
import io.clearmladmin.house.Canaries;
import io.clearmladmin.internal.secrets.Redactor;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a redactor leaves of texts, bodies and failures. */
class RedactorTest {

    private static Redactor knowing(String... secrets) {
        return new Redactor(Stream.of(secrets).map(Secret::of).toList());
    }

    static Stream<String> secrets() {
        return Stream.of(
                "kanari-plain-0123",
                "kanari\"quoted\"",
                "kanari\\n\\back\\",
                "\\\\kanari\\u0041",
                "kanari%41%zz&+ <x>'",
                "kanari line one\nkanari line two\n",
                "kanari\ttab\r\nend",
                "kanari-éü-日本-😀",
                "4a4b kanari 4c",
                "-----BEGIN PRIVATE KEY-----\nkanariMIIE+/==\n-----END PRIVATE KEY-----\n");
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void a_known_secret_is_found_in_every_form(String secret) {
        Redactor redactor = knowing(secret);
        assertThat(Canaries.forms(secret))
                .hasSizeGreaterThan(10)
                .allSatisfy(form -> assertThat(redactor.redact("before=" + form + "\",after"))
                        .satisfies(clean -> assertThat(Canaries.shows(clean))
                                .as(form + " → " + clean)
                                .isFalse())
                        .startsWith("before=")
                        .endsWith("after"));
    }

    @Test
    void a_secret_of_random_characters_is_found_in_every_form() {
        Random random = new Random(11);
        String alphabet = "ab\"\\/%+& ;:<>'=\n\t\u00e9\u65e5nrtux041";
        for (int i = 0; i < 2000; i++) {
            StringBuilder secret = new StringBuilder();
            for (int length = 3 + random.nextInt(6); length > 0; length--) {
                secret.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            secret.append("kanari");
            for (int length = random.nextInt(6); length > 0; length--) {
                secret.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Redactor redactor = knowing(secret.toString());
            Canaries.forms(secret.toString())
                    .forEach(form -> assertThat(Canaries.shows(redactor.redact("x " + form + " y")))
                            .as(secret + " as " + form)
                            .isFalse());
        }
    }

    @Test
    void what_is_no_secret_stays_as_it_is() {
        Redactor redactor = knowing("hunter22", "x+y z");
        List<String> harmless = List.of(
                "Invalid queue id: 100% \\ & + C:\\temp\\new &amp; %41",
                "cannot find /a/b?c=d&e=f, user a@b.c",
                "hunter2 and unter22",
                "caf\u00e9 \u65e5\u672c \\u65e5 %E6%97%A5");
        assertThat(harmless)
                .allSatisfy(text -> assertThat(redactor.redact(text)).isEqualTo(text));
    }

    @ParameterizedTest
    @CsvSource({
        "https://user:pass@host/x, https://***@host/x",
        "https://h/x?sig=abc%3D&se=1, https://h/x?sig=***&se=1",
        "Bearer abcdef.g, ***",
    })
    void what_looks_like_a_secret_is_hidden_without_being_known(String text, String expected) {
        assertThat(knowing().redact(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'pwd':'x1'}|{'pwd':'***'}",
                "{'db_pass':'x1'}|{'db_pass':'***'}",
                "{'OTP':1234}|{'OTP':'***'}",
                "{'sasUrl':'x1'}|{'sasUrl':'***'}",
                "{'userPass':'x1'}|{'userPass':'***'}",
                "{'passed':'x1','compass':'n','bypass':'y'}|{'passed':'x1','compass':'n','bypass':'y'}",
                "{'name':'DB_PASSWORD','value':'x1'}|{'name':'DB_PASSWORD','value':'***'}",
                "[{'key':'sas','value':{'a':1}}]|[{'key':'***','value':'***'}]",
                "{'name':'queue','value':'x1'}|{'name':'queue','value':'x1'}",
                "{'credentials':{'secret_key':'x1','label':'l'}}|{'credentials':{'secret_key':'***','label':'l'}}",
                "{'password':null}|{'password':null}",
            })
    void a_body_is_logged_without_its_secret_fields(String body, String expected) {
        byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        assertThat(WireLog.json(bytes, knowing())).isEqualTo(expected.replace('\'', '"'));
    }

    private static String trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    @Test
    void a_failure_with_a_secret_anywhere_behind_it_prints_the_same_without_it() {
        ProtocolException odd = new ProtocolException("Unexpected status line: kanari-status");
        IOException failure = new IOException("broke", odd);
        IllegalStateException suppressed = new IllegalStateException("also kanari-status", failure);
        failure.addSuppressed(suppressed);
        odd.initCause(new Error("kanari-status"));

        Throwable clean = knowing("kanari-status").cause(failure);

        assertThat(trace(clean)).isEqualTo(trace(failure).replace("kanari-status", "***"));
        assertThat(clean.getCause())
                .isInstanceOfSatisfying(
                        RedactedException.class, one -> assertThat(one.type()).isEqualTo("java.net.ProtocolException"))
                .hasMessage("Unexpected status line: ***");
        assertThat(clean.getStackTrace()).isEqualTo(failure.getStackTrace());
    }

    @Test
    void a_failure_without_a_secret_stays_what_it_is() {
        IOException failure = new IOException("broke", new ConnectException("refused"));
        assertThat(knowing("kanari").cause(failure)).isSameAs(failure);
    }
}
