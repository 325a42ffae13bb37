package io.postern.approval.adapter.azure;

import io.postern.approval.adapter.azure.Remembered.Dated;
import io.postern.approval.app.Memberships;
import io.postern.approval.app.Rights;
import io.postern.approval.app.RightsUnknown;
import io.postern.approval.domain.rbac.DenyAssignment;
import io.postern.approval.domain.rbac.Entitlements;
import io.postern.approval.domain.rbac.RoleAssignment;
import io.postern.approval.domain.rbac.RoleDefinition;
import io.postern.arm.ArmClient;
import io.postern.arm.ArmFailure;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** Reads what Azure's roles and deny assignments say about a person on a VM, group membership resolved there. */
public final class ArmRights implements Rights {
    private static final int MOST_KEPT = 10_000;

    /** Parts that several people's rights share may take up so much of the age that the whole may have. */
    private static final int SHARE_OF_A_PART = 3;

    private final RoleReads roles;
    private final DenyReads denials;
    private final Memberships memberships;
    private final Remembered<Asked, Entitlements> known;

    /** What was asked about: VM ids compare as Azure's do. */
    private record Asked(PersonId person, VmId vm) {}

    /** @param background reads what is in use ahead of time; a refusal is no harm */
    public ArmRights(ArmClient azure, Memberships memberships, Executor background) {
        this.roles = new RoleReads(azure, background);
        this.denials = new DenyReads(azure, background);
        this.memberships = memberships;
        this.known = new Remembered<>("a person's rights", MOST_KEPT, this::read, background);
    }

    @Override
    public Entitlements of(PersonId person, VmId vm, Duration maxAge, Instant now) {
        return known.get(new Asked(person, vm), maxAge, now).value();
    }

    @Override
    public Optional<Entitlements> known(PersonId person, VmId vm, Duration maxAge, Instant now) {
        return known.known(new Asked(person, vm), maxAge, now).map(Dated::value);
    }

    private Dated<Entitlements> read(Asked asked, Duration maxAge, Instant now) {
        PersonId person = asked.person();
        VmId vm = asked.vm();
        Duration partAge = maxAge.dividedBy(SHARE_OF_A_PART);
        try {
            DenyReads.Reading denied = denials.start(person, vm, partAge, now);
            List<RoleAssignment> assignments = roles.assignments(person, vm);
            Map<String, RoleDefinition> definitions = new HashMap<>();
            Instant asOf = now;
            for (String id : Entitlements.rolesOf(assignments, person, vm)) {
                Dated<Optional<RoleDefinition>> role = roles.definition(id, partAge, now);
                role.value().ifPresent(definition -> definitions.put(id, definition));
                asOf = earlier(asOf, role.asOf());
            }
            Dated<List<DenyAssignment>> denying = denied.join();
            Optional<Set<String>> groups = Optional.empty();
            if (denying.value().stream().anyMatch(denial -> denial.asksForGroups(person, vm))) {
                groups = groups(person, partAge, now);
                asOf = earlier(asOf, now.minus(partAge));
            }
            return new Dated<>(
                    new Entitlements(assignments, definitions, denying.value(), groups, Optional.empty()),
                    earlier(asOf, denying.asOf()));
        } catch (ArmFailure e) {
            return new Dated<>(withoutAnAnswer(e, vm), now);
        }
    }

    private static Entitlements withoutAnAnswer(ArmFailure failure, VmId vm) {
        if (Refusals.isGone(failure)) {
            return Entitlements.NONE;
        }
        String sentence = "Azure did not tell the rights on " + vm.name() + " (" + failure.code() + ")";
        if (Refusals.passes(failure)) {
            throw new RightsUnknown(sentence, failure);
        }
        return Entitlements.unread(sentence + ".");
    }

    /** Empty when the directory refuses to say, which asking again does not change. */
    private Optional<Set<String>> groups(PersonId person, Duration maxAge, Instant now) {
        try {
            return Optional.of(memberships.given(person, maxAge, now)); // they only except from a denial
        } catch (RightsUnknown e) {
            if (e.getCause() instanceof ArmFailure failure && !Refusals.passes(failure)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
