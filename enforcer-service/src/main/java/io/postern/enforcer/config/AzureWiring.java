package io.postern.enforcer.config;

import io.postern.arm.ArmClient;
import io.postern.arm.ArmSettings;
import io.postern.enforcer.adapter.azure.ArmLandscape;
import io.postern.enforcer.adapter.azure.ArmNetworkRules;
import io.postern.enforcer.adapter.azure.NetworkClients;
import io.postern.enforcer.adapter.azure.Tags;
import io.postern.enforcer.adapter.jose.JoseApprovalSignatures;
import io.postern.enforcer.adapter.jose.PinnedKeys;
import io.postern.enforcer.adapter.sweeper.HttpHeartbeat;
import io.postern.enforcer.app.AddInterlocks;
import io.postern.enforcer.app.ApprovalSignatures;
import io.postern.enforcer.app.AzureTime;
import io.postern.enforcer.app.Landscape;
import io.postern.enforcer.app.NetworkRules;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Puts together what is outside: Azure, the sweeper, the keys of approvals, and what must hold before anything opens. */
@Singleton
public class AzureWiring {
    @Produces
    @Singleton
    ArmClient arm(Settings settings) {
        Settings.Azure azure = settings.azure();
        return ArmClient.connect(new ArmSettings(
                azure.armEndpoint(),
                azure.authorityHost(),
                azure.tenant(),
                azure.clientId(),
                azure.clientSecretFile(),
                azure.timeout(),
                azure.resource()));
    }

    @Produces
    @Singleton
    NetworkRules network(ArmClient arm, Settings settings, AddInterlocks interlocks, Clock clock) {
        NetworkClients clients = new NetworkClients(
                arm.pipeline(), settings.azure().tenant(), settings.azure().armEndpoint());
        return new ArmNetworkRules(
                arm,
                clients,
                azureTime(interlocks, clock),
                settings.enforcer().flushConnections(),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    @Produces
    @Singleton
    Landscape landscape(ArmClient arm, Settings settings, AddInterlocks interlocks, Clock clock) {
        return new ArmLandscape(
                arm,
                settings.azure().subscriptions(),
                new Tags(settings.inventory().tags().orElse(List.of())),
                azureTime(interlocks, clock));
    }

    @Produces
    @Singleton
    HttpHeartbeat heartbeat(Settings settings) {
        return new HttpHeartbeat(settings.enforcer().sweeperUrl());
    }

    @Produces
    @Singleton
    ApprovalSignatures signatures(Settings settings) {
        return new JoseApprovalSignatures(
                new PinnedKeys(settings.enforcer().approvalKeysFile()),
                settings.instance(),
                settings.enforcer().approvalSkew());
    }

    @Produces
    @Singleton
    AddInterlocks interlocks(HttpHeartbeat heartbeat, ApprovalSignatures signatures) {
        return new AddInterlocks(heartbeat, signatures);
    }

    private static AzureTime azureTime(AddInterlocks interlocks, Clock clock) {
        return new AzureTime() {
            @Override
            public Instant asking() {
                return clock.instant();
            }

            @Override
            public void said(Instant serverTime, Instant asked) {
                interlocks.azureSaid(serverTime, asked, clock.instant());
            }
        };
    }
}
