package io.postern.request.domain;

/** Why a JIT policy is not written. */
public enum PolicyReason {
    NOT_ENTITLED(Nature.FORBIDDEN),
    NO_VMS(Nature.MALFORMED),
    TOO_MANY_VMS(Nature.MALFORMED),
    VM_NAMED_TWICE(Nature.MALFORMED),
    VM_ELSEWHERE(Nature.MALFORMED),
    NO_PORTS(Nature.MALFORMED),
    TOO_MANY_PORTS(Nature.MALFORMED),
    PORT_NAMED_TWICE(Nature.MALFORMED),
    NO_SOURCES(Nature.MALFORMED),
    TOO_MANY_SOURCES(Nature.MALFORMED),
    SOURCE_UNREADABLE(Nature.MALFORMED),
    DURATION_OUT_OF_BOUNDS(Nature.MALFORMED),
    DURATION_NOT_WHOLE_SECONDS(Nature.MALFORMED),
    NAMES_TOO_LONG(Nature.MALFORMED),
    KIND_UNUSABLE(Nature.MALFORMED),
    PUBLIC_ADDRESS_UNREADABLE(Nature.MALFORMED),
    VM_UNKNOWN(Nature.UNKNOWN),
    VM_UNSUPPORTED(Nature.CONFLICT),
    VM_IN_ANOTHER_POLICY(Nature.CONFLICT);

    /** What kind of no it is: each adapter has one status for each. */
    public enum Nature {
        FORBIDDEN,
        MALFORMED,
        UNKNOWN,
        CONFLICT
    }

    private final Nature nature;

    PolicyReason(Nature nature) {
        this.nature = nature;
    }

    public Nature nature() {
        return nature;
    }
}
