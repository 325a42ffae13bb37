package io.postern.emulator;

import io.postern.emulator.http.Call;
import io.postern.emulator.http.Endpoint;
import io.postern.emulator.http.Reply;
import java.util.concurrent.CompletableFuture;

/** Holds requests back until everything is wired: the issuer is known only once the listener has its port. */
final class Gate implements Endpoint {
    private final CompletableFuture<Endpoint> behind = new CompletableFuture<>();

    void open(Endpoint endpoint) {
        behind.complete(endpoint);
    }

    @Override
    public Reply answer(Call call) {
        return behind.join().answer(call);
    }
}
