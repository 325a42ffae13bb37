package io.postern.enforcer.adapter.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.arm.ArmClient;
import io.postern.arm.ArmFailure;
import io.postern.contracts.event.ScaleSetAssessed;
import io.postern.enforcer.app.AzureTime;
import io.postern.enforcer.app.Landscape;
import io.postern.enforcer.domain.inventory.Snapshot;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Lists what stands in the subscriptions that are looked after: eight list calls each, however many VMs there are. */
public final class ArmLandscape implements Landscape {
    private static final Logger LOG = Logger.getLogger(ArmLandscape.class);

    private final ArmClient arm;
    private final List<SubscriptionLook> subscriptions;
    private final AzureTime azureTime;

    public ArmLandscape(ArmClient arm, List<String> subscriptions, Tags tags, AzureTime azureTime) {
        this.arm = arm;
        this.subscriptions = subscriptions.stream()
                .map(id -> new SubscriptionLook(arm, id, tags))
                .toList();
        this.azureTime = azureTime;
    }

    @Override
    public Survey survey() {
        List<ObservedNsg> boundaries = new ArrayList<>();
        List<SubscriptionLook.Vm> vms = new ArrayList<>();
        List<ScaleSetAssessed> scaleSets = new ArrayList<>();
        Places places = new Places();
        try {
            for (SubscriptionLook subscription : subscriptions) {
                SubscriptionLook.Seen seen = subscription.look();
                boundaries.addAll(seen.nsgs());
                vms.addAll(seen.machines());
                scaleSets.addAll(seen.scaleSets());
                places.add(seen);
            }
        } catch (ArmFailure e) {
            throw new Unavailable(String.valueOf(e.getMessage()), e);
        }
        boundaries.addAll(places.boundaries());
        List<Snapshot> machines = vms.stream().map(places::of).toList();
        return new Survey(machines, boundaries, places.firewalls(), scaleSets);
    }

    /** One odd resource must not keep all others from being looked at. */
    static void readable(JsonNode resource, Runnable read) {
        try {
            read.run();
        } catch (IllegalArgumentException e) {
            LOG.warnf("left out: %s (%s)", resource.path("id").asText(), e.getMessage());
        }
    }

    @Override
    public boolean isDeleted(String resource) {
        Instant asked = azureTime.asking();
        try {
            var answer = arm.get(resource, SubscriptionLook.COMPUTE, Map.of());
            answer.serverTime().ifPresent(at -> azureTime.said(at, asked));
            return answer.isNotFound();
        } catch (ArmFailure e) {
            LOG.warnf("%s cannot be read: %s", resource, e.getMessage());
            return false;
        }
    }
}
