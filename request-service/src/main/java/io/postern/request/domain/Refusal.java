package io.postern.request.domain;

/** A no: the reason for machines, the sentence for people. */
public record Refusal(Reason reason, String sentence) {}
