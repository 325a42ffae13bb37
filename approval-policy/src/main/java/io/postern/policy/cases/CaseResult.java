package io.postern.policy.cases;

/**
 * What came of a case.
 *
 * @param got the ruling in words
 */
public record CaseResult(String name, int line, boolean passed, String expected, String got) {}
