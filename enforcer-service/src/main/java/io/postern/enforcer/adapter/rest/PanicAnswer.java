package io.postern.enforcer.adapter.rest;

/** How many grants are closing by the order, and at how many boundaries their rules are being removed. */
public record PanicAnswer(String state, int grants, int boundaries) {}
