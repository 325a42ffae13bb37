package io.postern.approval.domain.rbac;

import io.postern.contracts.id.VmId;

/** Whether Azure allows somebody an action on a VM. Only {@link Permitted} is a yes. */
public sealed interface Access {
    /** A role allows it and nothing denies it. */
    record Permitted() implements Access {}

    /** Any answer but yes. */
    sealed interface No extends Access {
        /** One word for machines. */
        String reason();

        /** Why, as a sentence. */
        String sentence();
    }

    /** No role allows it. */
    record Lacks(String action, VmId vm) implements No {
        @Override
        public String reason() {
            return "missing-right";
        }

        @Override
        public String sentence() {
            return "The requester lacks the Azure right " + action + " on " + vm.name() + ".";
        }
    }

    /** Only role assignments under a condition would allow it, and conditions are not evaluated. */
    record UnderACondition(String action, VmId vm) implements No {
        @Override
        public String reason() {
            return "conditional-assignment";
        }

        @Override
        public String sentence() {
            return "The requester's Azure right " + action + " on " + vm.name()
                    + " comes from a role assignment with a condition; conditions are not evaluated, so it gives nothing.";
        }
    }

    /** A deny assignment forbids it, whatever roles allow. */
    record DeniedByAssignment(String name, String action, VmId vm) implements No {
        @Override
        public String reason() {
            return "deny-assignment";
        }

        @Override
        public String sentence() {
            return "The deny assignment " + name + " in Azure forbids " + action + " on " + vm.name() + ".";
        }
    }

    /** It cannot be said, and what cannot be said is no. */
    record Undecidable(String why) implements No {
        @Override
        public String reason() {
            return "undecidable";
        }

        @Override
        public String sentence() {
            return why;
        }
    }

    /** Whether it is a yes, or might have been one. */
    default boolean mayBeYes() {
        return this instanceof Permitted || this instanceof Undecidable;
    }
}
