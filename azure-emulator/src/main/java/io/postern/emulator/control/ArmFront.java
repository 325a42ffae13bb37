package io.postern.emulator.control;

import io.postern.emulator.arm.ArmEndpoints;
import io.postern.emulator.arm.Circumstances;
import io.postern.emulator.arm.Identity;
import io.postern.emulator.entra.Tokens;
import io.postern.emulator.http.Call;
import io.postern.emulator.http.Endpoint;
import io.postern.emulator.http.Reply;
import io.postern.emulator.limits.Budgets;

/** ARM behind the fault orders and within the limits, with its history. */
public final class ArmFront implements Endpoint {
    private final ArmEndpoints arm;
    private final Tokens tokens;
    private final Budgets budgets;
    private final Mishaps mishaps;

    public ArmFront(ArmEndpoints arm, Tokens tokens, Budgets budgets, Mishaps mishaps) {
        this.arm = arm;
        this.tokens = tokens;
        this.budgets = budgets;
        this.mishaps = mishaps;
    }

    @Override
    public Reply answer(Call call) {
        Identity identity = Identity.of(call, tokens);
        return mishaps.answer(
                call, identity.name(), (now, circumstances) -> withinLimits(now, identity, circumstances));
    }

    private Reply withinLimits(Call call, Identity identity, Circumstances circumstances) {
        return switch (identity) {
            case Identity.Known(var caller) ->
                budgets.refusal(call, caller.name()).orElseGet(() -> arm.answer(call, identity, circumstances));
            case Identity.Refused refused -> arm.answer(call, refused, circumstances);
        };
    }
}
