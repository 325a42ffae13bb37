package io.postern.contracts.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** The service that an event comes from: the CloudEvents attribute {@code source}. */
public enum Source {
    REQUEST_SERVICE("postern/request-service"),
    APPROVAL_SERVICE("postern/approval-service"),
    ENFORCER_SERVICE("postern/enforcer-service"),
    EXPIRY_SERVICE("postern/expiry-service"),
    AUDIT_SERVICE("postern/audit-service"),
    /** Any bot: which one, its own signature says. */
    APPROVAL_BOT("postern/approval-bot");

    private final String wireName;

    Source(String wireName) {
        this.wireName = wireName;
    }

    @JsonValue
    public String wireName() {
        return wireName;
    }

    @JsonCreator
    public static Source of(String wireName) {
        return Arrays.stream(values())
                .filter(source -> source.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no service is called " + wireName));
    }
}
