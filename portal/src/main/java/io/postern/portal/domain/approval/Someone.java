package io.postern.portal.domain.approval;

/** A person by tenant and object id. */
public record Someone(String tenant, String oid) {}
