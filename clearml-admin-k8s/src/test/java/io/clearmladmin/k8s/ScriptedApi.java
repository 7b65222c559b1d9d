package io.clearmladmin.k8s;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Lists and watches pods as an API server does, over plain HTTP/1.1, from a history of its own; and does what no real server
 * can be made to do, where a fault stands in line for the next list or watch.
 */
final class ScriptedApi implements AutoCloseable {

    /** What happens to one request instead of a good answer. True if that was all; false if the good answer follows. */
    @FunctionalInterface
    interface Fault {
        boolean answer(Request request, Out out) throws IOException, InterruptedException;
    }

    record Request(String path, Map<String, String> query, Map<String, String> headers) {
        boolean isWatch() {
            return "true".equals(query.get("watch")) || "1".equals(query.get("watch"));
        }

        boolean isGet() {
            return path.contains("/pods/");
        }

        boolean isLookup() {
            return isGet() || query.containsKey("fieldSelector") || !query.containsKey("labelSelector");
        }

        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    private record Change(long version, String kind, String json) {}

    private record Pod(String name, String uid, String phase, long version, int serial) {
        String json() {
            return ScriptedApi.json(name, uid, phase, version, serial);
        }
    }

    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private final Map<String, Pod> pods = new LinkedHashMap<>();
    // Without their label.
    private final Map<String, Pod> others = new LinkedHashMap<>();
    private final List<Change> history = new ArrayList<>();
    private final Deque<Fault> listFaults = new ArrayDeque<>();
    private final Deque<Fault> watchFaults = new ArrayDeque<>();
    private final Deque<Fault> getFaults = new ArrayDeque<>();
    private final List<Request> requests = new ArrayList<>();
    private long version = 1_000;
    private int serial;
    private boolean bookmarks = true;
    private volatile boolean isClosed;

    private ScriptedApi(ServerSocket server) {
        this.server = server;
    }

    static ScriptedApi start() throws IOException {
        ScriptedApi api = new ScriptedApi(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        api.thread("scripted-api", api::accept);
        return api;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** A pod in phase Pending; returns its uid. */
    synchronized String create(String name) {
        Pod pod = new Pod(name, "uid-" + name + "-" + ++serial, "Pending", ++version, serial);
        pods.put(name, pod);
        log("ADDED", pod);
        return pod.uid();
    }

    synchronized void phase(String name, String phase) {
        Pod was = pods.get(name);
        if (was == null) {
            throw new IllegalArgumentException(name);
        }
        Pod pod = new Pod(name, was.uid(), phase, ++version, was.serial());
        pods.put(name, pod);
        log("MODIFIED", pod);
    }

    synchronized void delete(String name) {
        Pod was = pods.remove(name);
        if (was == null) {
            throw new IllegalArgumentException(name);
        }
        log("DELETED", new Pod(name, was.uid(), was.phase(), ++version, was.serial()));
    }

    /** Takes its label off: to whom selects by it, that looks as if it was deleted. */
    synchronized void unlabel(String name) {
        Pod was = pods.get(name);
        if (was == null) {
            throw new IllegalArgumentException(name);
        }
        delete(name);
        others.put(name, new Pod(name, was.uid(), was.phase(), version, was.serial()));
    }

    synchronized void label(String name) {
        Pod was = others.remove(name);
        if (was == null) {
            throw new IllegalArgumentException(name);
        }
        Pod pod = new Pod(name, was.uid(), was.phase(), ++version, was.serial());
        pods.put(name, pod);
        log("ADDED", pod);
    }

    /** The history up to now is not kept: who comes with an older version gets a 410. */
    synchronized void compact() {
        history.clear();
        version++;
        notifyAll();
    }

    /** As after a restored backup: the versions count from here, and what was is not known. */
    synchronized void restoreAt(long older) {
        version = older;
        history.clear();
        pods.replaceAll((name, pod) -> new Pod(name, pod.uid(), pod.phase(), ++version, pod.serial()));
        notifyAll();
    }

    synchronized void withoutBookmarks() {
        bookmarks = false;
    }

    synchronized void onList(Fault fault) {
        listFaults.add(fault);
    }

    /** On reading one pod by its name. */
    synchronized void onGet(Fault fault) {
        getFaults.add(fault);
    }

    synchronized void onWatch(Fault fault) {
        watchFaults.add(fault);
    }

    /** Uid to phase, as they are. */
    synchronized Map<String, String> phases() {
        Map<String, String> all = new LinkedHashMap<>();
        pods.forEach((name, pod) -> all.put(pod.uid(), pod.phase()));
        return all;
    }

    synchronized String uid(String name) {
        Pod pod = pods.get(name);
        if (pod == null) {
            throw new IllegalArgumentException(name);
        }
        return pod.uid();
    }

    /** Other things than pods change, so many times. */
    synchronized void jump(long versions) {
        version += versions;
    }

    synchronized long version() {
        return version;
    }

    synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    synchronized String jsonOf(String name) {
        Pod pod = pods.get(name);
        if (pod == null) {
            throw new IllegalArgumentException(name);
        }
        return pod.json();
    }

    /** All pods as they are, in an answer of that version. */
    synchronized String list(long asOf) {
        return list("PodList", asOf, pods.values());
    }

    private static String list(String kind, long asOf, Collection<Pod> all) {
        StringBuilder items = new StringBuilder();
        all.forEach(pod -> items.append(items.isEmpty() ? "" : ",").append(pod.json()));
        return "{\"kind\":\"" + kind + "\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"" + asOf
                + "\"},\"items\":[" + items + "]}";
    }

    /** How many there were. */
    int connections() {
        return connections.get();
    }

    /** Ends all connections at once. */
    void cut() {
        sockets.forEach(ScriptedApi::closeQuietly);
    }

    @Override
    public void close() throws IOException {
        isClosed = true;
        server.close();
        cut();
        synchronized (this) {
            notifyAll();
            threads.forEach(Thread::interrupt);
        }
    }

    static String json(String name, String uid, String phase, long version, int serial) {
        return """
                {"metadata":{"name":"%s","namespace":"clearml","uid":"%s","resourceVersion":"%d",\
                "creationTimestamp":"2026-11-01T00:00:00Z",\
                "labels":{"CLEARML":"agent-0a1b2c3d","clearml-task-id":"%032x","clearml-agent-queue-name":"default"}},\
                "spec":{"nodeName":"n1","containers":[{"name":"c","image":"image:1",\
                "env":[{"name":"SECRET","value":"canary-0451"}]}]},\
                "status":{"phase":"%s","startTime":"2026-11-01T00:00:%02dZ"}}""".formatted(name, uid, version, serial, phase, version % 60);
    }

    static String event(String kind, String object) {
        return "{\"type\":\"" + kind + "\",\"object\":" + object + "}\n";
    }

    static String error(int code, String reason) {
        return event("ERROR", status(code, reason));
    }

    static String status(int code, String reason) {
        return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\"said so: "
                + reason + "\",\"reason\":\"" + reason + "\",\"code\":" + code + "}";
    }

    private void log(String kind, Pod pod) {
        history.add(new Change(pod.version(), kind, pod.json()));
        notifyAll();
    }

    private void accept() {
        while (!isClosed) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                connections.incrementAndGet();
                thread("scripted-connection", () -> serve(socket));
            } catch (IOException end) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (Request request = read(in); request != null; request = read(in)) {
                answer(request, new Out(socket, out));
            }
        } catch (IOException | InterruptedException end) {
            // The client went, or a fault cut it.
        } finally {
            sockets.remove(socket);
        }
    }

    private void answer(Request request, Out out) throws IOException, InterruptedException {
        Fault fault;
        synchronized (this) {
            requests.add(request);
            fault = faults(request).poll();
        }
        if (fault != null && fault.answer(request, out)) {
            return;
        }
        if (request.isWatch()) {
            watch(request, out);
        } else if (request.isLookup()) {
            lookUp(request, out);
        } else {
            out.whole(200, list(version()));
        }
    }

    private Deque<Fault> faults(Request request) {
        if (request.isWatch()) {
            return watchFaults;
        }
        return request.isLookup() ? getFaults : listFaults;
    }

    private void lookUp(Request request, Out out) throws IOException {
        List<Pod> all;
        long asOf;
        synchronized (this) {
            asOf = version;
            all = new ArrayList<>(pods.values());
            if (request.isGet() || !request.query().containsKey("labelSelector")) {
                all.addAll(others.values());
            }
        }
        String name = request.isGet()
                ? request.name()
                : request.query().getOrDefault("fieldSelector", "").replace("metadata.name=", "");
        if (!name.isEmpty()) {
            all.removeIf(pod -> !pod.name().equals(name));
        }
        if (!request.isGet()) {
            String accepted = request.headers().getOrDefault("accept", "");
            out.whole(
                    200, list(accepted.contains("PartialObject") ? "PartialObjectMetadataList" : "PodList", asOf, all));
        } else if (all.isEmpty()) {
            out.whole(404, status(404, "NotFound"));
        } else {
            out.whole(200, all.get(0).json());
        }
    }

    private void watch(Request request, Out out) throws IOException, InterruptedException {
        long from = Long.parseLong(request.query().getOrDefault("resourceVersion", "0"));
        long end = System.nanoTime()
                + 1_000_000_000L * Long.parseLong(request.query().getOrDefault("timeoutSeconds", "60"));
        out.head(200);
        synchronized (this) {
            long oldest = history.isEmpty() ? version : history.get(0).version();
            if (from < oldest - 1) {
                out.chunk(error(410, "Expired"));
                out.end();
                return;
            }
        }
        while (System.nanoTime() < end) {
            List<Change> news = new ArrayList<>();
            synchronized (this) {
                long after = from;
                history.stream().filter(change -> change.version() > after).forEach(news::add);
                if (news.isEmpty()) {
                    wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
                }
            }
            for (Change change : news) {
                out.chunk(event(change.kind(), change.json()));
                from = change.version();
            }
        }
        synchronized (this) {
            if (bookmarks) {
                out.chunk(bookmark(version));
            }
        }
        out.end();
    }

    static String bookmark(long version) {
        return event(
                "BOOKMARK",
                "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"" + version
                        + "\",\"creationTimestamp\":null},\"spec\":{\"containers\":null},\"status\":{}}");
    }

    private static @Nullable Request read(InputStream in) throws IOException {
        String line = line(in);
        if (line.isEmpty()) {
            return null;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String[] parts = header.split(": *", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
        }
        String[] target = line.split(" ", 3)[1].split("\\?", 2);
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : target.length < 2 ? new String[0] : target[1].split("&", -1)) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts.length < 2 ? "" : parts[1], StandardCharsets.UTF_8));
        }
        return new Request(target[0], query, headers);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private synchronized void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed, then.
        }
    }

    /** The way back to the client. */
    static final class Out {

        private final Socket socket;
        private final OutputStream out;

        private Out(Socket socket, OutputStream out) {
            this.socket = socket;
            this.out = out;
        }

        void whole(int code, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            out.write(("HTTP/1.1 " + code + " x\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.write(bytes);
            out.flush();
        }

        void head(int code) throws IOException {
            out.write(
                    ("HTTP/1.1 " + code + " x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        void chunk(String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.write(bytes);
            out.write("\r\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        void end() throws IOException {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        void cut() throws IOException {
            socket.close();
            throw new IOException("cut");
        }

        /** Says nothing until the client goes. */
        void hang() throws IOException {
            InputStream in = socket.getInputStream();
            for (int said = in.read(); said >= 0; said = in.read()) {
                // Whatever it says.
            }
            throw new IOException("gone");
        }
    }
}
