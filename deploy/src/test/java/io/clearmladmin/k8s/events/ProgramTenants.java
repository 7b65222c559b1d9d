package io.clearmladmin.k8s.events;

import io.clearmladmin.ClearMl;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.TenantEvents;
import io.clearmladmin.events.TenantFields;
import io.clearmladmin.tenants.DeleteTenant;
import io.clearmladmin.testkit.FakeClearMl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Tenants that come, get other fields and are deleted, which leaves them as inactive, by a seed, and whether that is what was
 * published: the fields have a number, which counts up. For many threads.
 */
final class ProgramTenants {

    // How long a state may be there and not be published: two checks, on a busy machine.
    private static final Duration LAG = Duration.ofSeconds(4);
    private static final String NUMBER = "number";

    private final FakeClearMl server;
    private final ClearMl clearml;
    private final Watches watches;
    private final Random random;
    private final Map<String, List<State>> lives = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private int unseen;

    private record State(long number, boolean isActive, Instant begun) {}

    ProgramTenants(FakeClearMl server, ClearMl clearml, Watches watches, long seed) {
        this.server = server;
        this.clearml = clearml;
        this.watches = watches;
        this.random = new Random(seed);
        lives.put(FakeClearMl.DEFAULT_COMPANY, new ArrayList<>(List.of(new State(0, true, Instant.now()))));
    }

    /** One tenant comes, changes or goes. */
    synchronized void change() {
        int dice = random.nextInt(10);
        if (names.size() < 5 || (dice < 2 && names.size() < 40)) {
            String name = "tenant " + lives.size();
            String id = server.addCompany(name);
            names.put(id, name);
            lives.put(id, new ArrayList<>(List.of(new State(0, true, Instant.now()))));
            return;
        }
        String id = List.copyOf(names.keySet()).get(random.nextInt(names.size()));
        List<State> states = states(id);
        long number = states.get(states.size() - 1).number();
        if (dice == 2) {
            var unused = clearml.tenants()
                    .deleteTenant(DeleteTenant.builder()
                            .tenant(id)
                            .name(names.getOrDefault(id, ""))
                            .build());
            names.remove(id);
            states.add(new State(number, false, Instant.now()));
        } else {
            TenantFields.of(clearml, id).merge(Map.of(NUMBER, String.valueOf(number + 1)));
            states.add(new State(number + 1, true, Instant.now()));
        }
    }

    private List<State> states(String id) {
        List<State> states = lives.get(id);
        if (states == null) {
            throw new AssertionError(id + " never was");
        }
        return states;
    }

    private static long number(Event event) {
        Object number = event.data().get("fields") instanceof Map<?, ?> fields ? fields.get(NUMBER) : null;
        return number == null ? 0 : Long.parseLong(String.valueOf(number));
    }

    private static boolean isActive(Event event) {
        return Boolean.TRUE.equals(event.data().get("active"));
    }

    private static boolean isOf(State state, Event event) {
        return state.number() == number(event) && state.isActive() == isActive(event);
    }

    private static Map<String, List<Event>> byTenant(List<Event> published) {
        return published.stream().collect(Collectors.groupingBy(Event::tenant));
    }

    /** Whether the last event of each tenant is what happened to it last. */
    synchronized boolean isReachedBy(List<Event> published) {
        Map<String, List<Event>> all = byTenant(published);
        return lives.entrySet().stream().allMatch(life -> {
            State last = life.getValue().get(life.getValue().size() - 1);
            List<Event> events = all.getOrDefault(life.getKey(), List.of());
            return !events.isEmpty() && isOf(last, events.get(events.size() - 1));
        });
    }

    /** Fails unless what was published of each tenant are its states in their order, but for those that nobody could see. */
    synchronized void check(List<Event> published) {
        Set<UUID> ids = new HashSet<>();
        published.forEach(event -> require(ids.add(event.id()), "published twice: " + event));
        Map<String, List<Event>> all = byTenant(published);
        require(lives.keySet().containsAll(all.keySet()), "published tenants that never were");
        lives.forEach((tenant, states) -> check(tenant, states, all.getOrDefault(tenant, List.of())));
    }

    private void check(String tenant, List<State> states, List<Event> events) {
        String what = tenant + " was " + states + ", published was " + events + ", somebody watched " + watches;
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            require(event.type().equals(TenantEvents.APPEARED) == (i == 0), "appeared not first: " + what);
            require(states.stream().anyMatch(state -> state.number() == number(event)), "never so: " + what);
            require(isActive(event) || !states.get(states.size() - 1).isActive(), "never inactive: " + what);
            if (i > 0) {
                Event before = events.get(i - 1);
                boolean isNumberNews = number(event) > number(before) && isActive(event) == isActive(before);
                boolean isEndNews = number(event) == number(before) && isActive(before) && !isActive(event);
                require(isNumberNews || isEndNews, "out of order, or again: " + what);
            }
        }
        for (int i = 0; i < states.size(); i++) {
            State state = states.get(i);
            boolean isLast = i == states.size() - 1;
            Instant over = isLast ? Instant.MAX : states.get(i + 1).begun();
            if (events.stream().noneMatch(event -> isOf(state, event))) {
                require(
                        !isLast && watches.toSee(state.begun(), over).compareTo(LAG) <= 0,
                        state + " was lost: " + what);
                unseen++;
            }
        }
    }

    private static void require(boolean isSo, String otherwise) {
        if (!isSo) {
            throw new AssertionError(otherwise);
        }
    }

    @Override
    public synchronized String toString() {
        return lives.size() + " tenants with "
                + lives.values().stream().mapToInt(List::size).sum() + " states, of which " + unseen
                + " came and went while nobody watched, or within " + LAG.toSeconds() + " s";
    }
}
