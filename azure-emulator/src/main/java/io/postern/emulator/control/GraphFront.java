package io.postern.emulator.control;

import io.postern.emulator.entra.Tokens;
import io.postern.emulator.graph.GraphEndpoints;
import io.postern.emulator.graph.GraphIdentity;
import io.postern.emulator.http.Call;
import io.postern.emulator.http.Endpoint;
import io.postern.emulator.http.Reply;

/** Microsoft Graph behind the fault orders. */
public final class GraphFront implements Endpoint {
    private final GraphEndpoints graph;
    private final Tokens tokens;
    private final Mishaps mishaps;

    public GraphFront(GraphEndpoints graph, Tokens tokens, Mishaps mishaps) {
        this.graph = graph;
        this.tokens = tokens;
        this.mishaps = mishaps;
    }

    @Override
    public Reply answer(Call call) {
        GraphIdentity identity = GraphIdentity.of(call, tokens);
        return mishaps.answer(call, identity.name(), (now, circumstances) -> graph.answer(now, identity));
    }
}
