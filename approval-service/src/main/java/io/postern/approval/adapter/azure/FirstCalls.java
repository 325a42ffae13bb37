package io.postern.approval.adapter.azure;

import io.postern.arm.ArmClient;
import io.postern.arm.ArmFailure;
import io.postern.arm.GraphClient;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The first call to each of Azure's services, made before anybody waits for one: it fetches the token and opens the
 * connection. The start neither waits for it nor depends on it.
 */
public final class FirstCalls {
    private static final System.Logger LOG = System.getLogger(FirstCalls.class.getName());

    /** Nobody's: its answer is short, and any answer will do. */
    private static final String NO_GROUP = "00000000-0000-0000-0000-000000000000";

    private final ArmClient arm;
    private final GraphClient graph;

    public FirstCalls(ArmClient arm, GraphClient graph) {
        this.arm = arm;
        this.graph = graph;
    }

    public void start() {
        call(
                "Azure Resource Manager",
                () -> arm.get("/subscriptions", "2022-12-01", Map.of()).status());
        call(
                "Microsoft Graph",
                () -> graph.get("/v1.0/groups/" + NO_GROUP, Map.of("$select", "id"))
                        .status());
    }

    private static void call(String whom, Supplier<Integer> call) {
        Thread.ofPlatform().daemon().name("first-call").start(() -> {
            try {
                LOG.log(Level.DEBUG, "{0} answers {1}", whom, call.get());
            } catch (ArmFailure e) {
                LOG.log(Level.WARNING, "{0} cannot be asked yet: {1}", whom, e.getMessage());
            }
        });
    }
}
