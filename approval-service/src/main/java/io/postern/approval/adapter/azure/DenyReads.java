package io.postern.approval.adapter.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.approval.adapter.azure.Remembered.Dated;
import io.postern.approval.domain.rbac.DenyAssignment;
import io.postern.arm.ArmClient;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * Deny assignments at a VM and above it. The list by scope has them all, those that are made to everyone too, and is the
 * same for everybody; only where one of them is made to a group is Azure asked which of them meet the person.
 */
final class DenyReads {
    private static final String API_VERSION = "2022-04-01";
    private static final int MOST_KEPT = 10_000;

    private final ArmClient azure;
    private final Remembered<VmId, List<Listed>> atVms;

    /** A deny assignment with its id, by which two lists are compared. */
    private record Listed(String id, DenyAssignment assignment) {
        static Listed of(JsonNode item) {
            return new Listed(item.path("id").asText("").toLowerCase(Locale.ROOT), RoleJson.denial(item));
        }
    }

    DenyReads(ArmClient azure, Executor background) {
        this.azure = azure;
        this.atVms = new Remembered<>(
                "a VM's deny assignments",
                MOST_KEPT,
                (vm, _, now) -> new Dated<>(list(vm, "atScope()"), now),
                background);
    }

    /** Reads beside something else. */
    Reading start(PersonId person, VmId vm, Duration maxAge, Instant now) {
        CompletableFuture<Dated<List<DenyAssignment>>> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("deny-assignments").start(() -> {
            try {
                answer.complete(read(person, vm, maxAge, now));
            } catch (RuntimeException | Error e) { // whoever joins is told
                answer.completeExceptionally(e);
            }
        });
        return new Reading(answer);
    }

    /** A reading under way. */
    record Reading(CompletableFuture<Dated<List<DenyAssignment>>> answer) {
        Dated<List<DenyAssignment>> join() {
            try {
                return answer.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw e;
            }
        }
    }

    private Dated<List<DenyAssignment>> read(PersonId person, VmId vm, Duration maxAge, Instant now) {
        Dated<List<Listed>> all = atVms.get(vm, maxAge, now);
        if (all.value().stream().noneMatch(listed -> listed.assignment().isForAGroup(person, vm))) {
            return new Dated<>(all.value().stream().map(Listed::assignment).toList(), all.asOf());
        }
        Set<String> theirs = list(vm, "atScope() and assignedTo('" + person.oid() + "')").stream()
                .map(Listed::id)
                .collect(Collectors.toSet());
        return new Dated<>(
                all.value().stream()
                        .map(listed -> theirs.contains(listed.id())
                                ? listed.assignment().meetingAGroupOfTheirs()
                                : listed.assignment())
                        .toList(),
                all.asOf());
    }

    private List<Listed> list(VmId vm, String filter) {
        return azure
                .list(
                        vm.value() + "/providers/Microsoft.Authorization/denyAssignments",
                        API_VERSION,
                        Map.of("$filter", filter))
                .items()
                .stream()
                .map(Listed::of)
                .toList();
    }
}
