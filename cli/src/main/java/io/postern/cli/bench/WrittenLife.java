package io.postern.cli.bench;

import java.time.Instant;
import java.util.Locale;

/** Entries of a log as audit-service forms them: ten for each request, from its submission to the removal of its rule. */
final class WrittenLife {
    private static final int STEPS = 10;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String PERSON =
            "{\"oid\":\"22222222-0000-0000-0000-000000000001\",\"tenant\":\"11111111-1111-1111-1111-111111111111\"}";
    private static final String SECRET = "\"3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"";
    private static final String PORTS = "\"ports\":[{\"port\":22,\"protocol\":\"TCP\"}]";

    private WrittenLife() {}

    static String entry(int index) {
        int life = index / STEPS;
        Instant began = START.plusSeconds(life * 7L);
        String request = ulid("R", life);
        String grant = ulid("G", life);
        String vm = "\"vm\":\"/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/contoso/providers"
                + "/Microsoft.Compute/virtualMachines/web-" + life % 500 + "\"";
        String of = "\"requestId\":\"" + request + "\"";
        String rule = "\"ruleName\":\"postern-demo-" + grant.toLowerCase(Locale.ROOT) + "-toujs0\"";
        String boundaries = "\"boundaries\":[{\"boundary\":\"/subscriptions/00000000-0000-0000-0000-000000000001"
                + "/resourceGroups/contoso/providers/Microsoft.Network/networkSecurityGroups/web-nsg\",\"correlationId\":"
                + "\"5d1c1f0e-0000-4000-8000-000000000001\",\"priority\":100}]";
        String targets = "\"targets\":[{" + PORTS + "," + vm + "}]";
        String until = "\"until\":\"" + began.plusSeconds(3_600) + "\"";
        return switch (index % STEPS) {
            case 0 ->
                event(
                        index,
                        began,
                        "request-service",
                        "request.submitted",
                        request,
                        "\"duration\":\"PT1H\",\"personal\":{\"justification\":" + SECRET + ",\"nonce\":" + SECRET
                                + ",\"requesterName\":" + SECRET + ",\"sources\":" + SECRET + "}," + of
                                + ",\"requester\":" + PERSON + "," + targets + ",\"ticket\":\"INC-1\"");
            case 1, 2 ->
                event(
                        index,
                        began,
                        "approval-service",
                        "approval.needed",
                        request,
                        "\"approvers\":1,\"policyRule\":\"ask-one\"," + of);
            case 3 ->
                event(
                        index,
                        began.plusSeconds(1),
                        "approval-service",
                        "approval.approved",
                        request,
                        "\"approvers\":[" + PERSON + "],\"duration\":\"PT1H\",\"jws\":\"" + "a".repeat(420)
                                + "\",\"notAfter\":\"" + began.plusSeconds(4_000) + "\",\"personal\":{\"nonce\":"
                                + SECRET
                                + ",\"sources\":" + SECRET
                                + "},\"policyRule\":\"ask-one\",\"policyVersion\":\"1\"," + of + ",\"requester\":"
                                + PERSON + "," + targets);
            case 4 ->
                event(
                        index,
                        began.plusSeconds(2),
                        "enforcer-service",
                        "enforcement.rules-applied",
                        request,
                        boundaries + ",\"from\":\"" + began.plusSeconds(2) + "\",\"grantId\":\"" + grant
                                + "\",\"personal\":{\"sources\":" + SECRET + "}," + PORTS + "," + of + "," + rule + ","
                                + until + "," + vm);
            case 5, 6 ->
                event(
                        index,
                        began.plusSeconds(3_300),
                        "enforcer-service",
                        "inventory.vm-assessed",
                        request,
                        "\"baseline\":\"PROTECTED\",\"boundaries\":[\"" + "b".repeat(400) + "\"]," + vm);
            case 7, 8 ->
                event(
                        index,
                        began.plusSeconds(3_600),
                        "expiry-service",
                        index % STEPS == 7 ? "expiry.expiring-soon" : "expiry.expired",
                        request,
                        "\"grantId\":\"" + grant + "\"," + of + "," + until);
            default ->
                event(
                        index,
                        began.plusSeconds(3_601),
                        "enforcer-service",
                        "enforcement.rules-removed",
                        request,
                        boundaries + ",\"grantId\":\"" + grant + "\",\"reason\":\"expired\"," + of + "," + rule + ","
                                + until + "," + vm);
        };
    }

    private static String event(int index, Instant at, String source, String type, String subject, String data) {
        return "{\"data\":{" + data + "},\"datacontenttype\":\"application/json\",\"id\":\"" + ulid("E", index)
                + "\",\"source\":\"postern/" + source + "\",\"specversion\":\"1.0\",\"subject\":\"" + subject
                + "\",\"subjectversion\":1,\"time\":\"" + at + "\",\"type\":\"io.postern." + type + ".v1\"}";
    }

    private static String ulid(String kind, int number) {
        return "01KAJ5X9Q2V7N3M" + kind
                + Long.toString(10_000_000_000L + number).substring(1);
    }
}
