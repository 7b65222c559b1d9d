package io.clearmladmin.k8s.controlplane;

import io.clearmladmin.k8s.controlplane.Prerequisite.Outcome;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether the names under the base domain resolve, and by records of their own or a wildcard. */
final class DnsChecks {

    /** The addresses of a name. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    static final String CHECK = "dns";

    private final Resolver resolver;
    private final String baseDomain;
    private final List<String> names;
    private final String unlikely;

    DnsChecks(Resolver resolver, String baseDomain, List<String> names, String unlikely) {
        this.resolver = resolver;
        this.baseDomain = baseDomain;
        this.names = names;
        this.unlikely = unlikely;
    }

    List<Prerequisite> all() {
        List<Prerequisite> all = new ArrayList<>();
        for (String name : names) {
            String host = name + "." + baseDomain;
            all.add(new Prerequisite(
                    CHECK, "a record that leads to the ingress controller", host, () -> resolves(host)));
        }
        all.add(new Prerequisite(CHECK, "all names lead to one place", this::lead));
        return all;
    }

    private Outcome resolves(String host) {
        try {
            return Outcome.ok(String.join(", ", addresses(host)));
        } catch (UnknownHostException unknown) {
            return Outcome.failed(
                    "It does not resolve from here",
                    "Make a record for " + host + ", or one for *." + baseDomain
                            + ", that points to the ingress controller's address");
        }
    }

    // A wildcard is known by its answering to a name that nobody has made.
    private Outcome lead() {
        Map<String, List<String>> places = new TreeMap<>();
        for (String name : names) {
            known(name)
                    .ifPresent(at -> places.computeIfAbsent(at, none -> new ArrayList<>())
                            .add(name));
        }
        if (places.isEmpty()) {
            return Outcome.skipped("None of the names resolves", "");
        }
        String wildcard = wildcard();
        if (places.size() == 1) {
            return Outcome.ok(
                    "All that resolve lead to " + places.keySet().iterator().next() + wildcard);
        }
        return Outcome.warning(
                places.entrySet().stream()
                                .map(entry -> String.join(", ", entry.getValue()) + " lead to " + entry.getKey())
                                .collect(Collectors.joining("; "))
                        + wildcard,
                "See whether each address is of an ingress controller that serves its name");
    }

    private String wildcard() {
        return known(unlikely)
                .map(at -> "; *." + baseDomain + " is a wildcard to " + at)
                .orElse("; there is no wildcard");
    }

    private Optional<String> known(String name) {
        try {
            return Optional.of(String.join(", ", addresses(name + "." + baseDomain)));
        } catch (UnknownHostException unknown) {
            return Optional.empty();
        }
    }

    private Set<String> addresses(String host) throws UnknownHostException {
        TreeSet<String> addresses = new TreeSet<>();
        for (InetAddress address : resolver.resolve(host)) {
            addresses.add(address.getHostAddress());
        }
        return addresses;
    }
}
