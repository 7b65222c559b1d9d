package io.clearmladmin.k8s;

import io.clearmladmin.internal.threads.Foreign;
import io.clearmladmin.k8s.KubernetesException.Reason;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One reading of all pods of a query, page by page, each pod once. For one thread and one reading. */
final class PagedPodList {

    private static final Logger LOG = LoggerFactory.getLogger(PagedPodList.class);
    private static final int PAGE = 500;
    private static final int TRIES = 3;
    // Half a megabyte for each pod, of which a tenth is much.
    static final long LARGEST_PAGE = 256 << 20;

    private final Kubernetes kubernetes;
    private final ApiServer api;
    private final PodQuery query;
    private final Tenants tenants;
    private final Consumer<TaskPod> reader;
    private final PodReader pods;

    private Predicate<String> namespaces = namespace -> true;
    private String asOf = "";
    private boolean consistent = true;
    private long count;

    // Of the selector that is being read.
    private String version = "";
    private String next = "";
    // Of the page that is being read, so that it can be requested again.
    private final Set<String> handed = new HashSet<>();

    PagedPodList(Kubernetes kubernetes, PodQuery query, TenantResolver tenants, Consumer<TaskPod> reader) {
        this.kubernetes = kubernetes;
        this.query = query;
        this.tenants = new Tenants(tenants);
        this.reader = reader;
        api = kubernetes.api();
        pods = new PodReader(tenants.labels());
    }

    Snapshot read() {
        String namespaceLabels = query.namespaceLabels();
        if (!namespaceLabels.isEmpty()) {
            Set<String> wanted = Namespaces.labelled(kubernetes, namespaceLabels);
            namespaces = wanted::contains;
        }
        for (Selection selection : query.selections()) {
            // A second list is requested as of the first one's version.
            version = asOf;
            next = "";
            do {
                page(selection);
            } while (!next.isEmpty());
        }
        return new Snapshot(asOf, consistent, count);
    }

    private void page(Selection selection) {
        boolean expired = false;
        for (int broken = 0; ; ) {
            ApiRequest ask = ask(selection);
            try {
                page(ask);
                handed.clear();
                return;
            } catch (KubernetesException failure) {
                if (failure.reason() == Reason.EXPIRED && !expired && canGoOn(failure)) {
                    LOG.info("{}: version {} is no longer kept; the rest of the list is newer", ask.what(), asOf);
                    expired = true;
                    consistent = false;
                    next = failure.continuation();
                    version = "";
                } else if (failure.reason() == Reason.BROKEN_OFF && ++broken < TRIES) {
                    LOG.info("Reading the page again: {}", failure.getMessage());
                } else {
                    throw failure;
                }
            }
        }
    }

    // The first page of a second list has no continuation, and is requested anew.
    private boolean canGoOn(KubernetesException expired) {
        return !expired.continuation().isEmpty() || (next.isEmpty() && !version.isEmpty());
    }

    private ApiRequest ask(Selection selection) {
        String parameters = "limit=" + PAGE;
        if (!next.isEmpty()) {
            parameters += "&continue=" + ApiRequest.encode(next);
        } else if (!version.isEmpty()) {
            parameters += "&resourceVersion=" + ApiRequest.encode(version) + "&resourceVersionMatch=Exact";
        }
        return selection.ask("list", parameters);
    }

    private void page(ApiRequest ask) {
        ListPage page = new ListPage("PodList");
        try {
            page.read(api, ask, kubernetes.timeout(), LARGEST_PAGE, json -> hand(pods.read(json)));
        } finally {
            // Also of a page that breaks off: pods of it were handed over.
            asOf = asOf.isEmpty() ? page.version() : asOf;
        }
        next = page.next();
    }

    private void hand(TaskPod pod) {
        if (namespaces.test(pod.namespace()) && handed.add(pod.uid())) {
            TaskPod owned = pod.withTenant(tenants.of(pod));
            // Not even an IOException of the reader is one of the connection.
            Foreign.run("the reader of pods", () -> reader.accept(owned));
            count++;
        }
    }
}
