package io.postern.approval.adapter.azure;

import io.postern.arm.ArmFailure;
import java.util.Set;

/** Tells answers of Azure apart that are none: those that pass, those that stay. */
final class Refusals {
    /** Azure's words for a VM, or what it lies in, that was deleted: nobody has rights on it, and it will not come back. */
    private static final Set<String> GONE = Set.of("ResourceNotFound", "ResourceGroupNotFound", "SubscriptionNotFound");

    /** Not about what was asked but about when, or about our token: 401, a timeout, a conflict, too many requests. */
    private static final Set<Integer> PASSING = Set.of(401, 408, 409, 429);

    private Refusals() {}

    static boolean isGone(ArmFailure failure) {
        return failure.status() == 404 && GONE.contains(failure.code());
    }

    /** Whether the same question may have an answer later; no answer at all is such a case too. */
    static boolean passes(ArmFailure failure) {
        return failure.status() < 400 || failure.status() >= 500 || PASSING.contains(failure.status());
    }
}
