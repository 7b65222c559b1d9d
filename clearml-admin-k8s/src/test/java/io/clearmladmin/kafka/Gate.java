package io.clearmladmin.kafka;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Stands between our code and Kafka's real producers and holds their calls, until it is opened: {@code before send}, {@code
 * after commitTransaction}, and so on; {@code ack} holds Kafka's own thread in a callback. As Kafka's client does, a producer
 * that is closed lets go of its calls, unless they are held {@code stubbornly}.
 */
final class Gate {

    private final Set<String> held = new HashSet<>();

    synchronized void hold(String where) {
        held.add(where);
    }

    synchronized void open() {
        held.clear();
        notifyAll();
    }

    private synchronized void pass(String where, AtomicBoolean isClosed) {
        try {
            while (held.contains(where + " stubbornly") || (held.contains(where) && !isClosed.get())) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private synchronized void close(AtomicBoolean isClosed) {
        isClosed.set(true);
        notifyAll();
    }

    @SuppressWarnings("unchecked") // the proxy is of the interface, whatever its type arguments
    Producer<byte[], byte[]> around(Producer<byte[], byte[]> real) {
        AtomicBoolean isClosed = new AtomicBoolean();
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                Gate.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        close(isClosed);
                    }
                    pass("before " + method.getName(), isClosed);
                    if (method.getName().equals("send") && arguments[1] instanceof Callback callback) {
                        arguments[1] = (Callback) (place, why) -> {
                            pass("ack", isClosed);
                            callback.onCompletion(place, why);
                        };
                    }
                    try {
                        Object result = method.invoke(real, arguments);
                        pass("after " + method.getName(), isClosed);
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
