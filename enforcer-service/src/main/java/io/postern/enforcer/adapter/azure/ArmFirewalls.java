package io.postern.enforcer.adapter.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.arm.ArmClient;
import io.postern.arm.ArmFailure;
import io.postern.arm.ArmResponse;
import io.postern.arm.Verdict;
import io.postern.arm.Verdict.Meaning;
import io.postern.arm.Verdicts;
import io.postern.arm.WholeFirewall;
import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.app.NetworkRules.Reading;
import io.postern.enforcer.domain.boundary.Outcome;
import io.postern.enforcer.domain.boundary.RuleWrite;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Firewalls with classic rules through ARM: whatever changes, Azure takes the whole of one, and only as it was last read. */
final class ArmFirewalls {
    /** How soon to look again at one that Azure is busy with: writes of it take minutes. */
    private static final Duration CHANGING = Duration.ofSeconds(2);

    private final ArmClient arm;
    private final WholePuts puts;
    private final Outcomes outcomes;

    ArmFirewalls(ArmClient arm, WholePuts puts, Outcomes outcomes) {
        this.arm = arm;
        this.puts = puts;
        this.outcomes = outcomes;
    }

    /** What an answer shows. While Azure is at work what it shows is not in force yet: nothing is concluded from it. */
    static Reading seen(JsonNode body, Instant serverTime) {
        return new WholeFirewall(body).isUnderWay()
                ? new Reading.Unreadable(CHANGING, "Azure is busy with an earlier write of the firewall")
                : new Reading.Seen(FirewallRules.whole(body, serverTime));
    }

    Outcome replace(
            BoundaryId boundary,
            ObservedNsg.Original original,
            List<String> removals,
            List<RuleWrite> writes,
            BooleanSupplier hurry) {
        return replace(boundary, WholeFirewall.parse(original.json()), original.etag(), removals, writes, hurry);
    }

    private Outcome replace(
            BoundaryId boundary,
            WholeFirewall firewall,
            String etag,
            List<String> removals,
            List<RuleWrite> writes,
            BooleanSupplier hurry) {
        List<String> leaving = new ArrayList<>(removals);
        writes.forEach(write -> leaving.add(write.name().text()));
        JsonNode body = firewall.with(
                leaving,
                writes.stream()
                        .flatMap(write -> FirewallOpening.nat(write).stream())
                        .toList(),
                writes.stream().map(FirewallOpening::network).toList());
        return puts.put(boundary, boundary.value(), body, Map.of("If-Match", etag), hurry);
    }

    /** The same from a reading of its own. What is not there counts as removed. */
    Outcome exchange(BoundaryId boundary, List<String> removals, List<RuleWrite> writes, BooleanSupplier hurry) {
        ArmResponse answer;
        try {
            answer = arm.get(boundary.value(), ArmNetworkRules.API_VERSION, Map.of());
        } catch (ArmFailure e) {
            return outcomes.of(boundary, Verdicts.of(e), null);
        }
        Verdict verdict = Verdicts.of(answer);
        if (verdict.meaning() != Meaning.DONE) {
            return outcomes.of(boundary, verdict, null);
        }
        try {
            WholeFirewall firewall = new WholeFirewall(answer.body());
            // NB. what is not shown after a write that failed may be in force all the same
            if (writes.isEmpty() && !firewall.hasFailed() && removals.stream().noneMatch(firewall::has)) {
                return new Outcome.Applied(null);
            }
            String etag = answer.body().path("etag").asText("");
            return etag.isEmpty()
                    ? ArmNetworkRules.cannotBeWritten()
                    : replace(boundary, firewall, etag, removals, writes, hurry);
        } catch (IllegalArgumentException e) {
            return new Outcome.Refused(Outcome.Reason.INVALID, String.valueOf(e.getMessage()));
        }
    }
}
