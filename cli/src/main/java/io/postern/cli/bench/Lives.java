package io.postern.cli.bench;

import io.postern.contracts.id.EventId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** Made-up events, as the services write them: requests that are asked for, approved, opened, over and closed. */
final class Lives {
    /** An event with where it belongs. */
    record Event(String id, String topic, String key, byte[] value) {}

    private static final int VMS = 500;
    private static final String PERSON =
            "{\"tenant\":\"11111111-1111-1111-1111-111111111111\",\"oid\":\"22222222-0000-0000-0000-000000000001\"}";
    private static final String PORTS = "[{\"port\":22,\"protocol\":\"TCP\"}]";
    private static final String NSG = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/fleet-0"
            + "/providers/Microsoft.Network/networkSecurityGroups/fleet-nsg";
    private static final String SOURCES = "\"sources\":[\"203.0.113.7/32\"]";

    private final Deque<Event> next = new ArrayDeque<>();
    private int lives;

    Event next() {
        if (next.isEmpty()) {
            live();
        }
        return next.removeFirst();
    }

    private void live() {
        String request = RequestId.next().value();
        String grant = GrantId.next().value();
        String vm = Fleet.vm(lives++ % VMS);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String until = now.plusSeconds(3_600).toString();
        String rule = "postern-demo-" + grant.toLowerCase(Locale.ROOT) + "-toujs0";
        String asked = "\"requestId\":\"" + request + "\",\"requester\":" + PERSON + ",\"targets\":[{\"vm\":\"" + vm
                + "\",\"ports\":" + PORTS + "}],\"duration\":\"PT1H\",";
        String opened = "\"requestId\":\"" + request + "\",\"grantId\":\"" + grant + "\",\"vm\":\"" + vm + "\",";
        add(
                "request-service",
                "postern.requests",
                "io.postern.request.submitted.v1",
                request,
                1,
                now,
                asked
                        + "\"ticket\":\"INC-1\",\"personal\":{\"requesterName\":\"Grace Example\"," + SOURCES
                        + ",\"justification\":\"Deploy the fix for the failing night job\",\"nonce\":\"b0FSc2Ftb2xl\"}");
        add(
                "approval-service",
                "postern.approvals",
                "io.postern.approval.approved.v1",
                request,
                2,
                now,
                asked
                        + "\"notAfter\":\"" + until + "\",\"approvers\":[" + PERSON + "],\"policyRule\":\"ask-one\","
                        + "\"policyVersion\":\"1\",\"jws\":\"eyJhbGciOiJFZERTQSJ9." + "e30".repeat(60) + "."
                        + "c2ln".repeat(21)
                        + "\",\"personal\":{" + SOURCES + ",\"nonce\":\"b0FSc2Ftb2xl\"}");
        add(
                "enforcer-service",
                "postern.enforcement",
                "io.postern.enforcement.rules-applied.v1",
                request,
                3,
                now,
                opened
                        + "\"ports\":" + PORTS + ",\"from\":\"" + now + "\",\"until\":\"" + until + "\",\"ruleName\":\""
                        + rule
                        + "\",\"boundaries\":[{\"boundary\":\"" + NSG
                        + "\",\"priority\":100,\"correlationId\":\"5d1c1f0e-0000-4000-8000-000000000001\"}],\"personal\":{"
                        + SOURCES + "}");
        add(
                "expiry-service",
                "postern.expiry",
                "io.postern.expiry.expired.v1",
                request,
                4,
                now,
                "\"requestId\":\"" + request + "\",\"grantId\":\"" + grant + "\",\"until\":\"" + until + "\"");
        add(
                "enforcer-service",
                "postern.enforcement",
                "io.postern.enforcement.rules-removed.v1",
                request,
                5,
                now,
                opened
                        + "\"ruleName\":\"" + rule + "\",\"until\":\"" + until
                        + "\",\"reason\":\"expired\",\"boundaries\":"
                        + "[{\"boundary\":\"" + NSG + "\",\"priority\":100}]");
    }

    private void add(String source, String topic, String type, String request, int version, Instant now, String data) {
        String id = EventId.next().value();
        String event = "{\"specversion\":\"1.0\",\"id\":\"" + id + "\",\"source\":\"postern/" + source
                + "\",\"type\":\"" + type + "\",\"subject\":\"" + request + "\",\"time\":\"" + now
                + "\",\"datacontenttype\":\"application/json\",\"subjectversion\":" + version + ",\"data\":{" + data
                + "}}";
        next.add(new Event(id, topic, request, event.getBytes(StandardCharsets.UTF_8)));
    }
}
