package io.postern.enforcer.adapter.rest;

/** {@code closed}: seen to be gone. {@code closing}: it will be; ask again. */
public record CloseAnswer(String state) {}
