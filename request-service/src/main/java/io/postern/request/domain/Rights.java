package io.postern.request.domain;

import java.util.Optional;

/** Who may do what. Whether somebody may open one VM is another question, which Azure's role assignments answer. */
public record Rights(Optional<String> approverGroup) {
    /** Policies are made, and VMs protected, by those who configure. */
    public static boolean configures(Caller caller) {
        return caller.has(Caller.CONFIGURE);
    }

    /** Asking for access is a right of its own: who may configure or approve does not have it by that. */
    public static boolean requests(Caller caller) {
        return caller.has(Caller.REQUEST);
    }

    /** VMs and their policies are shown to everybody who has any part in this. */
    public boolean looks(Caller caller) {
        return requests(caller) || readsEverything(caller);
    }

    public boolean readsEverything(Caller caller) {
        return caller.has(Caller.READ) || configures(caller) || approves(caller);
    }

    public boolean reads(Caller caller, Terms terms) {
        return terms.requester().equals(caller.id()) || readsEverything(caller);
    }

    /** One's own request may be withdrawn and given back; ending somebody else's is for approvers and configurers. */
    public boolean ends(Caller caller, Terms terms, Ending.Kind kind) {
        boolean own = terms.requester().equals(caller.id());
        return switch (kind) {
            case CANCEL, RELEASE -> own || configures(caller);
            case REVOKE -> own || configures(caller) || approves(caller);
        };
    }

    private boolean approves(Caller caller) {
        return approverGroup.filter(caller.groups()::contains).isPresent();
    }
}
