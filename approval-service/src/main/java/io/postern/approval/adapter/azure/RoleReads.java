package io.postern.approval.adapter.azure;

import io.postern.approval.adapter.azure.Remembered.Dated;
import io.postern.approval.domain.rbac.RoleAssignment;
import io.postern.approval.domain.rbac.RoleDefinition;
import io.postern.arm.ArmClient;
import io.postern.arm.ArmFailure;
import io.postern.arm.ArmResponse;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Role assignments as Azure lists them for a person, and what the roles mean. */
final class RoleReads {
    private static final String API_VERSION = "2022-04-01";
    private static final int MOST_KEPT = 2_000;

    private final ArmClient azure;
    private final Remembered<RoleId, Optional<RoleDefinition>> definitions;

    /** A role's id as Azure writes it; two spellings that differ in case are equal. */
    private record RoleId(String value) {
        @Override
        public boolean equals(Object other) {
            return other instanceof RoleId that && key().equals(that.key());
        }

        @Override
        public int hashCode() {
            return key().hashCode();
        }

        private String key() {
            return value.toLowerCase(Locale.ROOT);
        }
    }

    RoleReads(ArmClient azure, Executor background) {
        this.azure = azure;
        this.definitions = new Remembered<>(
                "a role", MOST_KEPT, (id, _, now) -> new Dated<>(readDefinition(id.value()), now), background);
    }

    /** Those at the VM and above it; Azure resolves the groups that the person is in, nested ones too. */
    List<RoleAssignment> assignments(PersonId person, VmId vm) {
        return azure
                .list(
                        vm.value() + "/providers/Microsoft.Authorization/roleAssignments",
                        API_VERSION,
                        Map.of("$filter", "assignedTo('" + person.oid() + "')"))
                .items()
                .stream()
                .map(RoleJson::assignment)
                .toList();
    }

    /** Empty when Azure knows no such role, or does not let us read it. */
    Dated<Optional<RoleDefinition>> definition(String id, Duration maxAge, Instant now) {
        return definitions.get(new RoleId(id), maxAge, now);
    }

    private Optional<RoleDefinition> readDefinition(String id) {
        if (!id.startsWith("/")) {
            return Optional.empty();
        }
        ArmResponse answer = azure.get(id, API_VERSION, Map.of());
        if (answer.status() == 200) {
            return RoleJson.definition(id, answer.body());
        }
        ArmFailure failure = new ArmFailure(
                answer.status(), answer.errorCode().orElse("Unknown"), "Azure did not tell the role " + id);
        if (Refusals.passes(failure)) {
            throw failure;
        }
        return Optional.empty();
    }
}
