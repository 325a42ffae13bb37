package io.postern.portal.domain.access;

/** Why somebody last asked for a VM. */
public record Habit(String reason, String ticket) {}
