package io.postern.contracts;

/** Stands for a type of the contracts. */
public record Word(String text) {}
