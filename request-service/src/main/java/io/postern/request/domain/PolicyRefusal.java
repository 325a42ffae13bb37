package io.postern.request.domain;

/** A no to a JIT policy: the reason for machines, the sentence for people. */
public record PolicyRefusal(PolicyReason reason, String sentence) {}
