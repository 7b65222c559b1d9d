package io.clearmladmin.k8s;

import com.fasterxml.jackson.core.JsonParser;
import io.clearmladmin.k8s.NodeReader.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** The nodes as the API server lists and watches them. For one thread. */
final class ApiNodes {

    private static final int PAGE = 500;

    private final ApiServer api;
    private final Duration patience;
    private final NodeReader reader = new NodeReader();

    /** With how long an answer to a list is waited for, and how long it may fall silent. */
    ApiNodes(ApiServer api, Duration patience) {
        this.api = api;
        this.patience = patience;
    }

    /**
     * Reads them all, page by page.
     *
     * @return the version of the list
     */
    String list(Consumer<Node> each) {
        return ListPage.readAll(more -> page(more, each));
    }

    private ListPage page(String more, Consumer<Node> each) {
        ListPage page = new ListPage("PartialObjectMetadataList", "NodeList");
        ApiRequest ask = ApiRequest.nodes("list", "limit=" + PAGE + more);
        page.read(api, ask, patience, PagedPodList.LARGEST_PAGE, json -> each.accept(reader.read(json)));
        return page;
    }

    /**
     * Requests the changes after a version.
     *
     * @param time after which the server ends the stream
     */
    WatchStream<NodeChange> watch(String version, Duration time) {
        ApiRequest ask = ApiRequest.nodes("watch", ApiRequest.changesAfter(version, time));
        return new WatchStream<>(api, ask, api.changes(ask, time)) {
            @Override
            NodeChange read(JsonParser json, String type) throws IOException {
                Node node = reader.read(json);
                if (node.version().isEmpty()) {
                    throw new IOException("an event without a version");
                }
                return new NodeChange(type, node);
            }
        };
    }

    /**
     * One change.
     *
     * @param type {@code ADDED}, {@code MODIFIED}, {@code DELETED} or {@code BOOKMARK}
     * @param node the node; in a bookmark, the version up to which everything has been sent
     */
    record NodeChange(String type, Node node) {

        boolean isBookmark() {
            return type.equals("BOOKMARK");
        }

        boolean isDeleted() {
            return type.equals("DELETED");
        }
    }
}
