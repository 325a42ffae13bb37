package io.postern.sweeper.adapter.azure;

import static java.lang.System.Logger.Level.WARNING;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.arm.ArmClient;
import io.postern.arm.ArmFailure;
import io.postern.arm.Backoff;
import io.postern.arm.WholeFirewall;
import io.postern.arm.WholeNsg;
import io.postern.contracts.id.BoundaryId;
import io.postern.sweeper.app.Network;
import io.postern.sweeper.app.NetworkFailure;
import io.postern.sweeper.domain.ListedRule;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The network as Azure Resource Manager gives it. */
public final class ArmNetwork implements Network {
    private static final System.Logger LOG = System.getLogger(ArmNetwork.class.getName());
    private static final String API_VERSION = "2025-03-01";

    /** A right that was found to lack for NSGs as a whole is not tried again before. */
    private static final Duration RIGHT_LACKS = Duration.ofMinutes(10);

    private final ArmClient arm;
    private final Duration patience;
    private final Duration firewallPatience;
    private final Backoff backoff;
    private final Map<String, Long> rulesOnly = new ConcurrentHashMap<>();
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    /** Waits up to {@code patience} for one removal to be seen, and for one of a firewall as long as its own patience. */
    public ArmNetwork(ArmClient arm, Duration patience, Duration firewallPatience, Backoff backoff) {
        this.arm = arm;
        this.patience = patience;
        this.firewallPatience = firewallPatience;
        this.backoff = backoff;
    }

    @Override
    public Listing list(String subscription) throws NetworkFailure {
        Read groups = read(subscription, "networkSecurityGroups", RuleLists::ofGroup);
        Read firewalls = read(subscription, "azureFirewalls", RuleLists::ofFirewall);
        Instant azureNow = groups.azureNow() == null ? firewalls.azureNow() : groups.azureNow();
        if (azureNow == null) {
            throw new NetworkFailure("the boundaries of " + subscription + " could not be listed", groups.why());
        }
        boolean hidden = firewalls.why() != null && firewalls.why().status() == HttpURLConnection.HTTP_FORBIDDEN;
        if (!hidden) {
            said.remove(subscription);
        } else if (said.add(subscription)) {
            LOG.log(
                    WARNING,
                    "The sweeper has no right to list the firewalls of {0}: what Postern opened there is not swept. "
                            + "Give it Microsoft.Network/azureFirewalls/read if there are any",
                    subscription);
        }
        List<ListedRule> rules = new ArrayList<>(groups.rules());
        rules.addAll(firewalls.rules());
        return new Listing(rules, azureNow, groups.why() == null && (hidden || firewalls.why() == null), hidden);
    }

    /** What was read of a list, Azure's time at its first page if there was one, and why it broke off if it did. */
    private record Read(
            List<ListedRule> rules,
            @Nullable Instant azureNow,
            @Nullable ArmFailure why) {}

    private Read read(String subscription, String type, Function<JsonNode, List<ListedRule>> reader) {
        String path = "/subscriptions/" + subscription + "/providers/Microsoft.Network/" + type;
        List<ListedRule> rules = new ArrayList<>();
        AtomicReference<@Nullable Instant> first = new AtomicReference<>();
        try {
            Instant azureNow = arm.each(path, API_VERSION, Map.of(), (item, at) -> {
                first.set(at);
                rules.addAll(reader.apply(item));
            });
            return new Read(rules, azureNow, null);
        } catch (ArmFailure e) {
            if (e.status() != HttpURLConnection.HTTP_FORBIDDEN) {
                LOG.log(WARNING, "The list {0} breaks off, what was read is swept: {1}", path, e.getMessage());
            }
            return new Read(rules, first.get(), e);
        }
    }

    @Override
    public void remove(ListedRule rule) throws NetworkFailure {
        if (rule.boundary().isFirewall()) {
            removeAll(List.of(rule));
        } else {
            ofGroup(rule.boundary()).one(rule.name());
        }
    }

    @Override
    public void removeAll(List<ListedRule> rules) throws NetworkFailure {
        BoundaryId boundary = rules.getFirst().boundary();
        List<String> names = rules.stream().map(ListedRule::name).toList();
        try {
            if (boundary.isFirewall()) {
                new Removal(arm, boundary.value(), WholeFirewall::new, backoff, firewallPatience).all(names);
            } else {
                ofGroup(boundary, names);
            }
        } catch (IllegalArgumentException e) {
            throw NetworkFailure.notSo("Azure's answer is not what was asked for: " + e.getMessage());
        }
    }

    private void ofGroup(BoundaryId boundary, List<String> names) throws NetworkFailure {
        Long since = rulesOnly.get(boundary.key());
        if (since != null && System.nanoTime() - since < RIGHT_LACKS.toNanos()) {
            throw NetworkFailure.notSo("the sweeper may not write this NSG as a whole");
        }
        try {
            ofGroup(boundary).all(names);
        } catch (NetworkFailure e) {
            if (e.isRefused()) {
                rulesOnly.put(boundary.key(), System.nanoTime());
            }
            throw e;
        }
    }

    private Removal ofGroup(BoundaryId boundary) {
        return new Removal(arm, boundary.value(), WholeNsg::new, backoff, patience);
    }
}
