package io.postern.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.CommandFailure;
import io.postern.cli.api.AccessWish;
import io.postern.cli.api.Api;
import io.postern.cli.api.Patience;
import io.postern.cli.api.People;
import io.postern.cli.api.Postern;
import io.postern.cli.stack.Addresses;
import io.postern.cli.stack.DemoWorld;
import io.postern.cli.stack.PortName;
import io.postern.cli.verify.Evidence;
import io.postern.cli.verify.Report;
import io.postern.cli.verify.TrailVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One request from end to end over a running stack: every claim is checked from outside, at the VM's port and in Azure. */
public final class Demo {
    private static final String VM = "web-1";
    private static final int PORT = 22;
    private static final String HOME = "127.0.0.1";
    private static final String ELSEWHERE = "127.0.0.2";
    private static final Duration WINDOW = Duration.ofSeconds(8);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LATEST_CLOSE = Duration.ofSeconds(5);

    private final Addresses addresses;
    private final Timeline timeline;
    private final Api api = new Api();
    private final AzureWrites azure;

    public Demo(Addresses addresses, Timeline timeline) {
        this.addresses = addresses;
        this.timeline = timeline;
        this.azure = new AzureWrites(api, addresses);
    }

    /** Runs it; a claim that does not hold ends it with a sentence. */
    public void run() {
        Probe probe = new Probe(vmAddress(), PORT);
        protect(probe);

        Postern requester = as("requester");
        JsonNode request = requester.ask(new AccessWish(
                List.of(VM), List.of(PORT), List.of(), WINDOW, "Demo: look around on " + VM, Optional.empty()));
        String id = request.path("id").asText();
        timeline.add(
                Instant.parse(request.path("submittedAt").asText()),
                "request " + id + " accepted: " + VM + " port " + PORT + " for " + WINDOW.toSeconds() + " s from "
                        + request.path("sources").path(0).asText());
        timeline.add(moment(requester, id, "approved"), "approved");

        JsonNode grant = Patience.await(VM + " is open", PATIENCE, () -> openGrant(requester.request(id)));
        open(grant, probe);
        close(grant, probe, requester, id);
        verifyTrail(grant.path("id").asText());
    }

    private void protect(Probe probe) {
        Postern admin = as("admin");
        String vmId = Patience.await(
                VM + " is in the inventory",
                PATIENCE,
                () -> admin.virtualMachines().stream()
                        .filter(vm -> vm.path("name").asText().equals(VM))
                        .map(vm -> vm.path("id").asText())
                        .findFirst());
        admin.protect(List.of(vmId));
        AzureWrites.Write deny = Patience.await(
                "the deny of " + VM + " stands",
                PATIENCE,
                () -> azure.toRule("PUT", "postern-" + DemoWorld.INSTANCE + "-deny-"));
        timeline.add(deny.at(), VM + " protected: rule " + deny.rule() + " denies its management ports");
        check(probe.from(HOME).isEmpty(), "port " + PORT + " of " + VM + " was reachable before anybody asked");
        timeline.add(now(), "probe from " + HOME + " is blocked, as it should be before a request");
    }

    private void open(JsonNode grant, Probe probe) {
        AzureWrites.Write allow = azure.toRule("PUT", ruleName(grant))
                .orElseThrow(() -> new CommandFailure("The request is open, but Azure has no rule " + ruleName(grant)));
        timeline.add(allow.at(), "rule " + allow.rule() + " seen in Azure");
        String banner = Patience.await(
                "a probe from " + HOME + " reaches " + VM, Duration.ofSeconds(2), () -> probe.from(HOME));
        timeline.add(now(), "probe from " + HOME + " (203.0.113.7) reaches the VM: " + banner);
        check(probe.from(ELSEWHERE).isEmpty(), "a probe from " + ELSEWHERE + " reached the VM too");
        timeline.add(now(), "probe from " + ELSEWHERE + " (198.51.100.9) does not");
    }

    private void close(JsonNode grant, Probe probe, Postern requester, String id) {
        Instant end = Instant.parse(grant.path("until").asText());
        Duration window = Duration.between(now(), end).plus(PATIENCE);
        Patience.await(
                "the end of the window", window, () -> now().isBefore(end) ? Optional.empty() : Optional.of(end));
        timeline.add(end, "end of the window");
        AzureWrites.Write gone =
                Patience.await("the rule is gone from Azure", PATIENCE, () -> azure.toRule("DELETE", ruleName(grant)));
        Duration late = Duration.between(end, gone.at());
        timeline.add(gone.at(), "rule seen gone: " + late.toMillis() + " ms after the end, removed by " + gone.who());
        check(
                !late.isNegative() && late.compareTo(LATEST_CLOSE) <= 0,
                "the rule left " + late.toMillis() + " ms after the end");
        check(probe.from(HOME).isEmpty(), "a probe after the end still reached the VM");
        timeline.add(now(), "probe from " + HOME + " is blocked");
        timeline.add(moment(requester, id, "closed"), "request closed");
    }

    private void verifyTrail(String grant) {
        Report report = Patience.await("the trail records the closing", PATIENCE, () -> {
            Report seen =
                    new TrailVerifier().verify(Evidence.of(addresses.auditLog(), addresses.auditPublicKey()), now());
            return seen.closedGrants().contains(grant) ? Optional.of(seen) : Optional.empty();
        });
        timeline.add(now(), "trail verified: " + report.entries() + " entries under signed root " + report.root());
    }

    private Instant moment(Postern requester, String id, String what) {
        return Patience.await("the request is " + what, PATIENCE, () -> {
            for (JsonNode entry : requester.request(id).path("timeline")) {
                if (entry.path("what").asText().equals(what)) {
                    return Optional.of(Instant.parse(entry.path("at").asText()));
                }
            }
            return Optional.empty();
        });
    }

    private static Optional<JsonNode> openGrant(JsonNode request) {
        for (JsonNode grant : request.path("grants")) {
            if (grant.path("state").asText().equals("open") && grant.hasNonNull("ruleName")) {
                return Optional.of(grant);
            }
        }
        return Optional.empty();
    }

    private static String ruleName(JsonNode grant) {
        return grant.path("ruleName").asText();
    }

    private String vmAddress() {
        return api.get(addresses.http(PortName.EMULATOR).resolve("/_emulator/addresses"), "")
                .path("virtualMachines")
                .path(VM)
                .asText();
    }

    private Postern as(String user) {
        return new Postern(api, addresses, new People(api, addresses).person(user));
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new CommandFailure("The demo failed: " + otherwise + ".");
        }
    }

    private static Instant now() {
        return Instant.now();
    }
}
