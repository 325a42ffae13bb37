package io.postern.audit.domain.story;

/** One line of a request's timeline: a word for machines and a sentence for people. */
public record Line(String what, String detail) {}
