package io.postern.contracts.event;

import io.postern.contracts.id.BoundaryId;

/** A rule of ours in Azure is not what it should be, or stands there without a record. */
public record DriftFound(BoundaryId boundary, String ruleName, String kind, String detail) implements PosternEvent {
    @Override
    public String subject() {
        return boundary.key();
    }
}
