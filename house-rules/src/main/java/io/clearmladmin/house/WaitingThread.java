package io.clearmladmin.house;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;

/** Looks at a thread of which a test wants to know that it waits, and where. */
public final class WaitingThread {

    private WaitingThread() {}

    /**
     * Whether the thread waits, and came there by this method. One that has come to the method may still be on its way to the wait:
     * an interrupt would be one from before.
     *
     * @param method a method with its class, such as {@code FileThread.call}
     */
    public static boolean isIn(Thread thread, String method) {
        ThreadInfo now = ManagementFactory.getThreadMXBean().getThreadInfo(thread.getId(), Integer.MAX_VALUE);
        return now != null
                && isWaiting(now)
                && Arrays.stream(now.getStackTrace())
                        .anyMatch(frame -> (frame.getClassName() + "." + frame.getMethodName()).endsWith("." + method));
    }

    // In a call of the system for a socket, a thread counts as runnable.
    private static boolean isWaiting(ThreadInfo now) {
        StackTraceElement[] stack = now.getStackTrace();
        return now.getThreadState() == Thread.State.WAITING
                || now.getThreadState() == Thread.State.TIMED_WAITING
                || (stack.length > 0
                        && stack[0].isNativeMethod()
                        && stack[0].getClassName().startsWith("sun.nio.ch."));
    }
}
