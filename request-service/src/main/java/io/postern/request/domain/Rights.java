package io.postern.request.domain;

import java.util.Optional;

/** Who may see a request, and who may end it. */
public record Rights(Optional<String> approverGroup) {
    public boolean readsEverything(Caller caller) {
        return caller.has(Caller.READ) || caller.has(Caller.CONFIGURE) || approves(caller);
    }

    public boolean reads(Caller caller, Terms terms) {
        return terms.requester().equals(caller.id()) || readsEverything(caller);
    }

    /** One's own request may be withdrawn and given back; ending somebody else's is for approvers and configurers. */
    public boolean ends(Caller caller, Terms terms, Ending.Kind kind) {
        boolean own = terms.requester().equals(caller.id());
        return switch (kind) {
            case CANCEL, RELEASE -> own || caller.has(Caller.CONFIGURE);
            case REVOKE -> own || caller.has(Caller.CONFIGURE) || approves(caller);
        };
    }

    private boolean approves(Caller caller) {
        return approverGroup.filter(caller.groups()::contains).isPresent();
    }
}
