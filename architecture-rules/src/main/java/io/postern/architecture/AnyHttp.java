package io.postern.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.net.http.HttpClient;

/** Makes an HTTP client and leaves it to that which version it speaks. */
final class AnyHttp extends DescribedPredicate<JavaClass> {
    AnyHttp() {
        super("make an HTTP client of any version");
    }

    @Override
    public boolean test(JavaClass type) {
        return calls(type, HttpClient.class, "newHttpClient")
                || (calls(type, HttpClient.class, "newBuilder") && !calls(type, HttpClient.Builder.class, "version"));
    }

    private static boolean calls(JavaClass type, Class<?> owner, String method) {
        return type.getMethodCallsFromSelf().stream()
                .map(call -> call.getTarget())
                .anyMatch(target ->
                        target.getName().equals(method) && target.getOwner().isEquivalentTo(owner));
    }
}
