package io.clearmladmin.k8s;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A wire between client and server, on loopback, that can be bad in every way a network can. */
final class Wire implements AutoCloseable {

    private static final int BUFFER = 16 * 1024;

    private final ServerSocket in;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    // Bytes from the server that still pass before all is cut; negative means no end.
    private final AtomicLong left = new AtomicLong(-1);
    private final Object turn = new Object();
    // Guarded by turn.
    private boolean swallows;
    private Duration delay = Duration.ZERO;
    private volatile boolean refuses;

    private Wire(ServerSocket in, int target) {
        this.in = in;
        this.target = target;
    }

    static Wire to(int port) throws IOException {
        Wire wire = new Wire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
        thread("wire", wire::accept);
        return wire;
    }

    int port() {
        return in.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    /** Half-open: what is sent is taken and goes nowhere, on every connection there is or comes, which stays so after healing. */
    void swallow() {
        synchronized (turn) {
            swallows = true;
        }
    }

    /** Nothing new is taken from here on, and what is there ends: the network is away. */
    void drop() {
        refuses = true;
        cut();
    }

    /** All is well again, for connections from now on; what was swallowed stays lost. */
    void clearFaults() {
        synchronized (turn) {
            swallows = false;
            delay = Duration.ZERO;
            turn.notifyAll();
        }
        left.set(-1);
        refuses = false;
    }

    /** Each piece from the server comes that much later. */
    void delay(Duration time) {
        synchronized (turn) {
            delay = time;
        }
    }

    /** After so many more bytes from the server, everything is cut, once. */
    void cutAfter(long bytes) {
        left.set(bytes);
    }

    /** Resets all connections. */
    void cut() {
        for (Socket socket : sockets) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException e) {
                // It is closed, then.
            }
        }
    }

    /** Ends all connections in good order. */
    void end() {
        for (Socket socket : sockets) {
            try {
                socket.shutdownOutput();
            } catch (IOException e) {
                // It is closed, then.
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
        clearFaults();
        cut();
    }

    private void accept() {
        while (!in.isClosed()) {
            try {
                Socket client = in.accept();
                if (refuses) {
                    client.setSoLinger(true, 0);
                    client.close();
                    continue;
                }
                connections.incrementAndGet();
                connect(client);
            } catch (IOException end) {
                // The server behind it is away, or this is closed.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        sockets.add(client);
        Socket server;
        try {
            server = new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (IOException away) {
            client.close();
            throw away;
        }
        sockets.add(server);
        Hole hole = new Hole();
        thread("wire-up", () -> pump(client, server, false, hole));
        thread("wire-down", () -> pump(server, client, true, hole));
    }

    // What one connection has lost: it is not well again when the wire is.
    private static final class Hole {
        private volatile boolean isOpen;
    }

    private void pump(Socket from, Socket to, boolean isDown, Hole hole) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                if (passes(isDown, hole)) {
                    output.write(buffer, 0, count);
                    output.flush();
                    if (isDown) {
                        count(count);
                    }
                }
            }
            if (!hole.isOpen) {
                to.shutdownOutput();
            }
        } catch (IOException end) {
            closeBoth(from, to);
        } finally {
            sockets.remove(from);
        }
    }

    private boolean passes(boolean isDown, Hole hole) {
        synchronized (turn) {
            long end = System.nanoTime() + delay.toNanos();
            while (isDown && !delay.isZero() && System.nanoTime() < end) {
                try {
                    turn.wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
                } catch (InterruptedException e) {
                    return false;
                }
            }
            hole.isOpen |= swallows;
            return !hole.isOpen;
        }
    }

    private void count(int bytes) {
        if (left.get() >= 0 && left.addAndGet(-bytes) <= 0) {
            left.set(-1);
            cut();
        }
    }

    private static void closeBoth(Socket one, Socket other) {
        for (Socket socket : new Socket[] {one, other}) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is closed, then.
            }
        }
    }

    private static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
