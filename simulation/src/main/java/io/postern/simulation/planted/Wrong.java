package io.postern.simulation.planted;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.Callable;

/** Makes wrong versions of ports: one method goes another way, all others stay. */
final class Wrong {
    private Wrong() {}

    /** What happens instead of a call. */
    interface Way {
        Object go(Object[] arguments, Callable<Object> rightWay) throws Exception;
    }

    static <T> T version(Class<T> port, T real, Set<String> methods, Way way) {
        Object wrong = Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (_, method, given) -> {
            Object[] arguments = given == null ? new Object[0] : given;
            Callable<Object> right = () -> {
                try {
                    return method.invoke(real, arguments);
                } catch (InvocationTargetException e) {
                    Throwable cause = e.getCause();
                    if (cause instanceof Error error) {
                        throw error;
                    }
                    throw cause instanceof Exception exception ? exception : e;
                }
            };
            return methods.contains(method.getName()) ? way.go(arguments, right) : right.call();
        });
        return port.cast(wrong);
    }
}
