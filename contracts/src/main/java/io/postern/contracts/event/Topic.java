package io.postern.contracts.event;

/** The topics of Postern; {@code deploy/kafka/topics.json} gives their partitions and retention. */
public enum Topic {
    POLICIES("postern.policies"),
    REQUESTS("postern.requests"),
    DECISIONS("postern.decisions"),
    APPROVALS("postern.approvals"),
    ENFORCEMENT("postern.enforcement"),
    EXPIRY("postern.expiry"),
    INVENTORY("postern.inventory"),
    OBSERVATIONS("postern.observations"),
    AUDIT("postern.audit");

    private final String wireName;

    Topic(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
