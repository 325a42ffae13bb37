package io.postern.sweeper.adapter.azure;

import static java.lang.System.Logger.Level.WARNING;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.arm.ArmClient;
import io.postern.arm.ArmFailure;
import io.postern.arm.Backoff;
import io.postern.contracts.id.BoundaryId;
import io.postern.sweeper.app.Network;
import io.postern.sweeper.app.NetworkFailure;
import io.postern.sweeper.domain.ListedRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The network as Azure Resource Manager gives it. */
public final class ArmNetwork implements Network {
    private static final System.Logger LOG = System.getLogger(ArmNetwork.class.getName());
    private static final String API_VERSION = "2025-03-01";

    /** A right that was found to lack for NSGs as a whole is not tried again before. */
    private static final Duration RIGHT_LACKS = Duration.ofMinutes(10);

    private final ArmClient arm;
    private final Duration patience;
    private final Backoff backoff;
    private final Map<String, Long> rulesOnly = new ConcurrentHashMap<>();

    /** Waits up to {@code patience} for one removal to be seen. */
    public ArmNetwork(ArmClient arm, Duration patience, Backoff backoff) {
        this.arm = arm;
        this.patience = patience;
        this.backoff = backoff;
    }

    @Override
    public Listing list(String subscription) throws NetworkFailure {
        String path = "/subscriptions/" + subscription + "/providers/Microsoft.Network/networkSecurityGroups";
        List<ListedRule> rules = new ArrayList<>();
        AtomicReference<@Nullable Instant> read = new AtomicReference<>();
        try {
            Instant azureNow = arm.each(path, API_VERSION, Map.of(), (group, at) -> {
                read.set(at);
                rules.addAll(rules(group));
            });
            return new Listing(rules, azureNow);
        } catch (ArmFailure e) {
            Instant azureNow = read.get();
            if (azureNow == null) {
                throw new NetworkFailure("the security groups of " + subscription + " could not be listed", e);
            }
            LOG.log(WARNING, "The list of {0} breaks off, what was read is swept: {1}", subscription, e.getMessage());
            return new Listing(rules, azureNow, false);
        }
    }

    private static List<ListedRule> rules(JsonNode group) {
        List<ListedRule> rules = new ArrayList<>();
        try {
            BoundaryId boundary = new BoundaryId(group.path("id").asText());
            for (JsonNode rule : group.at("/properties/securityRules")) {
                boolean allow = rule.at("/properties/access").asText().equalsIgnoreCase("Allow");
                rules.add(new ListedRule(boundary, rule.path("name").asText(), allow));
            }
        } catch (IllegalArgumentException e) {
            // NB. one odd group must not keep all others from being swept
            LOG.log(WARNING, "A security group is left out: {0}", e.getMessage());
        }
        return rules;
    }

    @Override
    public void remove(ListedRule rule) throws NetworkFailure {
        removal(rule).one(rule.name());
    }

    @Override
    public void removeAll(List<ListedRule> rules) throws NetworkFailure {
        String boundary = rules.getFirst().boundary().key();
        Long since = rulesOnly.get(boundary);
        if (since != null && System.nanoTime() - since < RIGHT_LACKS.toNanos()) {
            throw NetworkFailure.notSo("the sweeper may not write this NSG as a whole");
        }
        try {
            removal(rules.getFirst()).all(rules.stream().map(ListedRule::name).toList());
        } catch (NetworkFailure e) {
            if (e.isRefused()) {
                rulesOnly.put(boundary, System.nanoTime());
            }
            throw e;
        } catch (IllegalArgumentException e) {
            throw NetworkFailure.notSo("Azure's answer is no NSG: " + e.getMessage());
        }
    }

    private Removal removal(ListedRule rule) {
        return new Removal(arm, rule.boundary().value(), backoff, patience);
    }
}
