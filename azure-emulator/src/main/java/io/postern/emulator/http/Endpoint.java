package io.postern.emulator.http;

/** What answers a request. */
@FunctionalInterface
public interface Endpoint {
    Reply answer(Call call);
}
