package io.clearmladmin.rotation;

/** The points of a run at which it can be killed: before and after each call to the server and each operation on a file. */
interface Points {

    /** Comes here, and may not come back. */
    void at(String what);

    /** Does something between two points. */
    default <T, E extends Exception> T around(String what, Step<T, E> step) throws E {
        at("before " + what);
        T result = step.run();
        at("after " + what);
        return result;
    }

    /** Something that a run does. */
    interface Step<T, E extends Exception> {
        T run() throws E;
    }

    /** Counts the points, and kills at one of them. */
    final class Killing implements Points {

        private final int last;
        private final Runnable kill;
        private int count;
        private String where = "";

        /** With the number of the point, from 1 on; 0 for none. */
        Killing(int last, Runnable kill) {
            this.last = last;
            this.kill = kill;
        }

        @Override
        public synchronized void at(String what) {
            count++;
            if (last > 0 && count >= last) {
                where = where.isEmpty() ? what : where;
                kill.run();
            }
        }

        synchronized int count() {
            return count;
        }

        synchronized String where() {
            return where;
        }
    }

    /** What a thread that is killed sees: from here on nothing that it does has an effect. */
    final class Killed extends VirtualMachineError {

        private static final long serialVersionUID = 1;
    }
}
