package io.postern.portal.domain.finding;

/** What is closing by an order: so many grants, with rules at so many boundaries. */
public record Closing(int grants, int boundaries) {}
