package io.postern.sweeper.adapter.azure;

import static java.lang.System.Logger.Level.WARNING;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.arm.ArmClient;
import io.postern.arm.ArmFailure;
import io.postern.arm.ArmList;
import io.postern.arm.ArmResponse;
import io.postern.contracts.id.NsgId;
import io.postern.sweeper.app.Network;
import io.postern.sweeper.app.NetworkFailure;
import io.postern.sweeper.domain.ListedRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The network as Azure Resource Manager gives it. */
public final class ArmNetwork implements Network {
    private static final System.Logger LOG = System.getLogger(ArmNetwork.class.getName());
    private static final String API_VERSION = "2025-03-01";
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Set<Integer> GONE = Set.of(204, 404);
    /** Refusals that time does not heal; all others are asked again within the same pass. */
    private static final Set<Integer> FINAL = Set.of(400, 401, 403);

    private final ArmClient arm;
    private final Duration patience;

    /** Waits up to {@code patience} for one rule to be gone. */
    public ArmNetwork(ArmClient arm, Duration patience) {
        this.arm = arm;
        this.patience = patience;
    }

    @Override
    public Listing list(String subscription) throws NetworkFailure {
        try {
            String path = "/subscriptions/" + subscription + "/providers/Microsoft.Network/networkSecurityGroups";
            ArmList groups = arm.list(path, API_VERSION, Map.of());
            List<ListedRule> rules = new ArrayList<>();
            for (JsonNode group : groups.items()) {
                rules.addAll(rules(group));
            }
            return new Listing(rules, groups.serverTime());
        } catch (ArmFailure e) {
            throw new NetworkFailure("the security groups of " + subscription + " could not be listed", e);
        }
    }

    private static List<ListedRule> rules(JsonNode group) {
        List<ListedRule> rules = new ArrayList<>();
        try {
            NsgId boundary = new NsgId(group.path("id").asText());
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
        String path = rule.boundary().value() + "/securityRules/" + rule.name();
        long deadline = System.nanoTime() + patience.toNanos();
        String last = delete(path);
        while (!isGone(path)) {
            if (System.nanoTime() - deadline >= 0) {
                throw new NetworkFailure("still there after " + patience.toSeconds() + " s; last answer: " + last);
            }
            pause();
            if (!last.startsWith("accepted")) {
                last = delete(path);
            }
        }
    }

    private String delete(String path) throws NetworkFailure {
        try {
            ArmResponse answer = arm.delete(path, API_VERSION);
            String words = answer.status() + " " + answer.errorCode().orElse("");
            if (FINAL.contains(answer.status())) {
                throw new NetworkFailure("Azure refused: " + words);
            }
            return answer.ok() || GONE.contains(answer.status()) ? "accepted with " + words : words;
        } catch (ArmFailure e) {
            return String.valueOf(e.getMessage());
        }
    }

    private boolean isGone(String path) {
        try {
            return arm.get(path, API_VERSION, Map.of()).status() == 404;
        } catch (ArmFailure _) {
            return false; // not seen gone; the deadline ends the asking, and the last answer is told then
        }
    }

    private static void pause() throws NetworkFailure {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NetworkFailure("the sweeper was told to stop", e);
        }
    }
}
