package io.postern.policy.cases;

import io.postern.policy.RequestFacts;

/**
 * One request and what must be answered.
 *
 * @param line where it stands in its file
 * @param wanted what is expected, as its author wrote it
 */
public record Case(String name, int line, RequestFacts request, Expected expected, String wanted) {}
