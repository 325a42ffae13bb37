package io.postern.cli.stack;

import java.util.List;
import java.util.Map;

/**
 * What a measurement runs beside broker, database and the issuer of tokens. The settings are added to those of the local
 * stack; the policy is approval-service's; the people are object ids that hold the right to ask for every VM; the machines are
 * made-up VMs in Azure.
 */
public record BenchParts(
        Map<String, String> requestService, String policy, With with, List<String> people, int machines) {
    /** Who runs beside request-service. */
    public enum With {
        BARE_ENDPOINT,
        APPROVAL_SERVICE,
        /** With approval-service and the sweeper. */
        ENFORCER_SERVICE,
        /** In the place of request-service, and without an issuer of tokens. */
        EXPIRY_SERVICE,
        /** In the place of request-service. */
        AUDIT_SERVICE;

        /** Whether all are started as their images start them: nothing else is measured beside them. */
        public boolean asImages() {
            return this == ENFORCER_SERVICE || this == EXPIRY_SERVICE;
        }
    }

    public BenchParts {
        requestService = Map.copyOf(requestService);
        people = List.copyOf(people);
    }

    /** Intake and what it is compared to. */
    public static BenchParts intake(Map<String, String> requestService) {
        return new BenchParts(requestService, "", With.BARE_ENDPOINT, List.of(), 0);
    }

    /** The keeper of deadlines alone. */
    public static BenchParts expiry() {
        return new BenchParts(Map.of(), "", With.EXPIRY_SERVICE, List.of(), 0);
    }

    /** The trail, and the issuer of the tokens that it is read with. */
    public static BenchParts audit() {
        return new BenchParts(Map.of(), "", With.AUDIT_SERVICE, List.of(), 0);
    }

    /** What it takes until approval-service has agreed. */
    public static BenchParts approval(Map<String, String> requestService, String policy, List<String> people) {
        return new BenchParts(requestService, policy, With.APPROVAL_SERVICE, people, 0);
    }

    /** What it takes until a port is open, with so many made-up VMs in Azure. */
    public static BenchParts enforcement(
            Map<String, String> requestService, String policy, List<String> people, int machines) {
        return new BenchParts(requestService, policy, With.ENFORCER_SERVICE, people, machines);
    }
}
