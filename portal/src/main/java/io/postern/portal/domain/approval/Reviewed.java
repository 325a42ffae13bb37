package io.postern.portal.domain.approval;

/** What a reviewer found, as it is sent. */
public record Reviewed(boolean justified, String comment) {}
