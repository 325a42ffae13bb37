package io.postern.portal.domain.approval;

/**
 * A shorter time to choose.
 *
 * @param value ISO 8601, as it is sent
 */
public record Shorter(String value, String label) {}
