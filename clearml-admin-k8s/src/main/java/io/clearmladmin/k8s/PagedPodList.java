package io.clearmladmin.k8s;

import io.clearmladmin.internal.threads.Foreign;
import io.clearmladmin.k8s.KubernetesException.Reason;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
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
        for (String selector : query.selectors()) {
            // A second list is requested as of the first one's version.
            version = asOf;
            next = "";
            do {
                page(selector);
            } while (!next.isEmpty());
        }
        return new Snapshot(asOf, consistent, count);
    }

    private void page(String selector) {
        boolean expired = false;
        for (int broken = 0; ; ) {
            ApiRequest ask = ask(selector);
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

    private ApiRequest ask(String selector) {
        String path = query.path(selector) + "&limit=" + PAGE;
        if (!next.isEmpty()) {
            path += "&continue=" + PodQuery.encode(next);
        } else if (!version.isEmpty()) {
            path += "&resourceVersion=" + PodQuery.encode(version) + "&resourceVersionMatch=Exact";
        }
        return ApiRequest.pods("list", query.namespace(), path);
    }

    private void page(ApiRequest ask) {
        PodPage page = new PodPage();
        try {
            page.read(api, ask, kubernetes.timeout(), LARGEST_PAGE, pods, this::hand);
        } finally {
            // Also of a page that breaks off: pods of it were handed over.
            asOf = asOf.isEmpty() ? page.version() : asOf;
        }
        next = page.next();
    }

    private void hand(TaskPod pod) {
        if (handed.add(pod.uid())) {
            TaskPod owned = pod.withTenant(tenants.of(pod));
            // Not even an IOException of the reader is one of the connection.
            Foreign.run("the reader of pods", () -> reader.accept(owned));
            count++;
        }
    }
}
