package io.clearmladmin.audit;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.secrets.DefaultKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Builds an {@link Audit}. Not for use by several threads. */
public final class AuditBuilder {

    final ClearMl clearml;
    Clock clock = Clock.systemUTC();
    Duration unusedFor = Duration.ofDays(90);
    Duration inactiveFor = Duration.ofDays(90);
    Duration certificateFor = Duration.ofDays(30);
    private final List<DefaultKey> furtherKeys = new ArrayList<>();
    private Set<String> only = names();

    AuditBuilder(ClearMl clearml) {
        this.clearml = Objects.requireNonNull(clearml, "clearml");
    }

    private AuditBuilder(AuditBuilder other) {
        this(other.clearml);
        clock = other.clock;
        unusedFor = other.unusedFor;
        inactiveFor = other.inactiveFor;
        certificateFor = other.certificateFor;
        furtherKeys.addAll(other.furtherKeys);
        only = other.only;
    }

    /** How long a key may go without use. Default 90 days. */
    public AuditBuilder unusedFor(Duration time) {
        unusedFor = Check.positive("unusedFor", time);
        return this;
    }

    /** How long a user may go without a login. Default 90 days. */
    public AuditBuilder inactiveFor(Duration time) {
        inactiveFor = Check.positive("inactiveFor", time);
        return this;
    }

    /** How long the API server's certificate must last at least. Default 30 days. */
    public AuditBuilder certificateFor(Duration time) {
        certificateFor = Check.positive("certificateFor", time);
        return this;
    }

    /** The clock by which ages are told. Default the system's. */
    public AuditBuilder clock(Clock value) {
        clock = Objects.requireNonNull(value, "clock");
        return this;
    }

    /** Adds a key that must not work, such as the one of your own installation scripts; it is tried by one login. */
    public AuditBuilder defaultKey(String accessKey, Secret secretKey) {
        Check.text("accessKey", accessKey);
        Check.text("secretKey", Objects.requireNonNull(secretKey, "secretKey").reveal());
        furtherKeys.add(DefaultKey.further(accessKey, secretKey));
        return this;
    }

    /**
     * Makes these checks only.
     *
     * @throws IllegalArgumentException if there is no check of one of these names, with those that there are
     */
    public AuditBuilder only(Set<String> checks) {
        Set<String> unknown = new TreeSet<>(checks);
        unknown.removeAll(names());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("checks: there is no " + unknown + ", but " + names());
        }
        only = Set.copyOf(checks);
        return this;
    }

    /** The audit as told so far. Nothing is sent. */
    public Audit build() {
        return new Audit(new AuditBuilder(this));
    }

    List<DefaultKey> furtherKeys() {
        return furtherKeys;
    }

    List<Inspection> inspections() {
        return Inspection.ALL.stream()
                .filter(inspection -> only.contains(inspection.name()))
                .toList();
    }

    private static Set<String> names() {
        return Inspection.ALL.stream().map(Inspection::name).collect(Collectors.toCollection(TreeSet::new));
    }
}
