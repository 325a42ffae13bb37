package io.postern.approval.domain;

import io.postern.contracts.id.PersonId;
import io.postern.policy.ApprovalPolicy;

/** Says which accounts belong to one human. */
public interface Humans {
    boolean same(PersonId one, PersonId other);

    /** By the policy of the case, and by that of today: accounts found out to be linked count as one at once. */
    static Humans of(ApprovalPolicy then, ApprovalPolicy now) {
        return (one, other) -> one.equals(other) || then.sameHuman(one, other) || now.sameHuman(one, other);
    }
}
