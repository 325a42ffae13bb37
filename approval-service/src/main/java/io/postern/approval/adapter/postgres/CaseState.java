package io.postern.approval.adapter.postgres;

import io.postern.approval.domain.ApprovalCase;
import io.postern.approval.domain.Ending;

/** The word that a case's stage is stored as. */
enum CaseState {
    SUBMITTED,
    PENDING,
    APPROVED,
    DENIED,
    WITHDRAWN,
    LAPSED;

    static CaseState of(ApprovalCase stage) {
        return switch (stage) {
            case ApprovalCase.Submitted _ -> SUBMITTED;
            case ApprovalCase.Pending _ -> PENDING;
            case ApprovalCase.Settled settled ->
                switch (settled.ending()) {
                    case APPROVED -> APPROVED;
                    case DENIED -> DENIED;
                    case WITHDRAWN -> WITHDRAWN;
                    case LAPSED -> LAPSED;
                };
        };
    }

    Ending ending() {
        return switch (this) {
            case APPROVED -> Ending.APPROVED;
            case DENIED -> Ending.DENIED;
            case WITHDRAWN -> Ending.WITHDRAWN;
            case LAPSED -> Ending.LAPSED;
            case SUBMITTED, PENDING -> throw new IllegalStateException(this + " is no ending");
        };
    }
}
