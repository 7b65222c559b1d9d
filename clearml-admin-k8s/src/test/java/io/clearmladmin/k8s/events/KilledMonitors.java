package io.clearmladmin.k8s.events;

import io.clearmladmin.k8s.KubeApi;
import java.io.IOException;

/** Monitors in processes of their own, all under one UUID, to be ended or killed by their caller. For one thread. */
interface KilledMonitors {

    /** The UUID of all of them. */
    String UUID = "0e6c3d0a-6f3c-4df1-9e0b-d1d1f7a6d3a1";

    /** One of the pods in that namespace. */
    Process start(KubeApi api, String namespace) throws IOException;

    /** Waits until the one that was started last watches. */
    void awaitWatching(Process monitor) throws IOException, InterruptedException;

    /** Ends the one that was started last properly. */
    void end(Process monitor) throws IOException, InterruptedException;

    /** The one that was started last ends by itself, since it would watch others than those before, and never watched. */
    void assertRefuses(Process monitor) throws IOException, InterruptedException;

    /** How many were started. */
    int started();

    /** What that one wrote. */
    String log(int number) throws IOException;
}
