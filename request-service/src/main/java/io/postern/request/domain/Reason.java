package io.postern.request.domain;

/** Why an access request, or an order about one, is turned away. */
public enum Reason {
    CLAIMS_CHALLENGE,
    EMPTY,
    TOO_MANY,
    NAMED_TWICE,
    UNKNOWN_VM,
    VM_NOT_PROTECTED,
    PORT_NOT_OFFERED,
    VM_UNSUPPORTED,
    FIREWALL_NOT_ENFORCED,
    SOURCE_UNCLEAR,
    SOURCE_UNUSABLE,
    SOURCE_TOO_WIDE,
    SOURCE_NOT_ALLOWED,
    NO_WINDOW,
    TWO_WINDOWS,
    WINDOW_TOO_SHORT,
    WINDOW_TOO_LONG,
    WINDOW_OVER,
    TEXT_UNUSABLE,
    KEY_REUSED,
    TOO_MANY_REQUESTS,
    INTAKE_BUSY,
    NOT_ENTITLED,
    ALREADY_OPEN,
    ALREADY_ENDED
}
