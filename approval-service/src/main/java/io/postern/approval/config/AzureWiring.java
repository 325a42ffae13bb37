package io.postern.approval.config;

import io.postern.approval.adapter.azure.ArmRights;
import io.postern.approval.adapter.azure.FirstCalls;
import io.postern.approval.adapter.azure.GraphGroups;
import io.postern.approval.adapter.azure.GraphMemberships;
import io.postern.approval.app.Memberships;
import io.postern.approval.app.Rights;
import io.postern.arm.ArmClient;
import io.postern.arm.ArmSettings;
import io.postern.arm.GraphClient;
import io.postern.policy.lint.GroupDirectory;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Puts together what is read from Azure and its directory. */
@Singleton
public class AzureWiring {
    /** So many questions ahead of time are under way, and so many more wait; what exceeds that is asked when needed. */
    private static final int AHEAD = 4;

    private static final int WAITING = 256;

    private final ThreadPoolExecutor ahead = new ThreadPoolExecutor(
            AHEAD,
            AHEAD,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("azure-ahead-", 1).factory());

    public AzureWiring() {
        ahead.allowCoreThreadTimeOut(true);
    }

    @Produces
    @Singleton
    ArmSettings caller(Settings settings) {
        Settings.Azure azure = settings.azure();
        return new ArmSettings(
                azure.armEndpoint(),
                azure.authorityHost(),
                azure.tenant(),
                azure.clientId(),
                azure.clientSecretFile(),
                azure.timeout(),
                azure.resource());
    }

    @Produces
    @Singleton
    ArmClient arm(ArmSettings caller) {
        return ArmClient.connect(caller);
    }

    @Produces
    @Singleton
    GraphClient graph(ArmSettings caller, Settings settings) {
        Settings.Azure azure = settings.azure();
        return GraphClient.connect(caller.at(azure.graphEndpoint(), azure.graphResource()));
    }

    @Produces
    @Singleton
    Memberships memberships(GraphClient graph) {
        return new GraphMemberships(graph, ahead);
    }

    @Produces
    @Singleton
    GroupDirectory groups(GraphClient graph, Settings settings) {
        return new GraphGroups(graph, settings.azure().tenant());
    }

    @Produces
    @Singleton
    Rights rights(ArmClient arm, Memberships memberships) {
        return new ArmRights(arm, memberships, ahead);
    }

    void start(@Observes StartupEvent started, ArmClient arm, GraphClient graph) {
        new FirstCalls(arm, graph).start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        ahead.shutdownNow();
    }
}
