package io.postern.emulator.control;

import io.postern.emulator.arm.ArmEndpoints;
import io.postern.emulator.arm.Identity;
import io.postern.emulator.entra.Tokens;
import io.postern.emulator.http.Call;
import io.postern.emulator.http.Endpoint;
import io.postern.emulator.http.Reply;

/** ARM behind the fault orders, with its history. */
public final class ArmFront implements Endpoint {
    private final ArmEndpoints arm;
    private final Tokens tokens;
    private final Mishaps mishaps;

    public ArmFront(ArmEndpoints arm, Tokens tokens, Mishaps mishaps) {
        this.arm = arm;
        this.tokens = tokens;
        this.mishaps = mishaps;
    }

    @Override
    public Reply answer(Call call) {
        Identity identity = Identity.of(call, tokens);
        return mishaps.answer(call, identity.name(), now -> arm.answer(now, identity));
    }
}
