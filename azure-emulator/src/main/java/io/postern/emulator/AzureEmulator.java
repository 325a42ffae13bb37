package io.postern.emulator;

import io.postern.emulator.arm.ArmEndpoints;
import io.postern.emulator.control.ArmFront;
import io.postern.emulator.control.ControlEndpoints;
import io.postern.emulator.control.Counters;
import io.postern.emulator.control.Faults;
import io.postern.emulator.control.GraphFront;
import io.postern.emulator.control.History;
import io.postern.emulator.control.Mishaps;
import io.postern.emulator.dataplane.DataPlane;
import io.postern.emulator.entra.Audience;
import io.postern.emulator.entra.Clients;
import io.postern.emulator.entra.EntraEndpoints;
import io.postern.emulator.entra.PrincipalSecrets;
import io.postern.emulator.entra.SigningKey;
import io.postern.emulator.entra.Tokens;
import io.postern.emulator.forward.JitForward;
import io.postern.emulator.graph.GraphEndpoints;
import io.postern.emulator.http.Call;
import io.postern.emulator.http.Listener;
import io.postern.emulator.http.Reply;
import io.postern.emulator.http.Tls;
import io.postern.emulator.limits.Budgets;
import io.postern.emulator.limits.Regions;
import io.postern.emulator.packet.Reachability;
import io.postern.emulator.world.Directory;
import io.postern.emulator.world.Seed;
import io.postern.emulator.world.StateFile;
import io.postern.emulator.world.World;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** A running emulator: ARM, Entra, Graph, its controls and, if wanted, the VMs' management ports. Closing it frees everything. */
public final class AzureEmulator implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(AzureEmulator.class.getName());

    private final EmulatorSettings settings;
    private final Clock clock = Clock.tickMillis(java.time.ZoneOffset.UTC);
    private final Seed seed;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Listener http;
    private final Optional<Listener> https;
    private final Tokens tokens;
    private final Directory directory;
    private final ArmFront arm;
    private final GraphFront graph;
    private final EntraEndpoints entra;
    private final ControlEndpoints control;
    private final Optional<JitForward> forward;

    private AzureEmulator(EmulatorSettings settings) throws IOException {
        this.settings = settings;
        Seed given = settings.seed().isPresent() ? Seed.file(settings.seed().get()) : Seed.contoso();
        this.seed = settings.machines() > 0 ? given.withRoomForAFleet() : given;
        World world = new World(seed, settings.machines());
        if (settings.state().isPresent()) {
            parts.push(StateFile.keep(settings.state().get(), world));
        }
        Reachability reachability = new Reachability(world);
        History history = new History();
        Counters counters = new Counters(clock.instant());
        Faults faults = new Faults(world, clock);
        Budgets budgets = new Budgets(settings.limits(), new Regions(world, seed));
        Gate gate = new Gate();
        this.http = Listener.http(address(settings.port()), gate, clock);
        parts.push(http);
        this.https = settings.keystore().isPresent() ? Optional.of(secure(settings, gate)) : Optional.empty();
        https.ifPresent(parts::push);
        // Last of the slow things: a new key is made beside the rest.
        SigningKey key = SigningKey.in(settings.keys());
        this.directory = new Directory(seed);
        this.tokens = new Tokens(key, directory, settings.issuer().orElse(httpUri() + "/" + seed.tenant() + "/v2.0"));
        Mishaps mishaps = new Mishaps(world, faults, history, counters, clock);
        ArmEndpoints endpoints = new ArmEndpoints(
                seed, directory, world, settings.writeLatency(), budgets::refusesBusy, settings.pageSize());
        mishaps.tellOfUndoing(endpoints);
        this.arm = new ArmFront(endpoints, tokens, budgets, mishaps);
        this.graph = new GraphFront(new GraphEndpoints(directory), tokens, mishaps);
        this.entra = new EntraEndpoints(
                directory,
                key,
                tokens,
                PrincipalSecrets.of(settings.principalSecrets()),
                Clients.with(settings.portals()));
        this.control = new ControlEndpoints(directory, history, counters, faults, budgets, reachability);
        this.forward = JitForward.to(settings.forwardJit());
        forward.ifPresent(parts::push);
        if (settings.dataPlane()) {
            parts.push(DataPlane.start(seed, world, reachability));
        }
        gate.open(this::route);
    }

    public static AzureEmulator start(EmulatorSettings settings) throws IOException {
        return new AzureEmulator(settings);
    }

    private Listener secure(EmulatorSettings how, Gate gate) throws IOException {
        return Listener.https(
                address(how.httpsPort()),
                Tls.fromKeyStore(
                        how.keystore().orElseThrow(), how.keystorePassword().toCharArray()),
                gate,
                clock);
    }

    private InetSocketAddress address(int port) {
        return new InetSocketAddress(settings.host(), port);
    }

    private Reply route(Call call) {
        if (call.is(0, "_emulator")) {
            return control.answer(call);
        }
        if (entra.owns(call)) {
            return entra.answer(call);
        }
        if (GraphEndpoints.owns(call)) {
            return graph.answer(call);
        }
        return forward.filter(to -> JitForward.owns(call))
                .map(to -> to.answer(call))
                .orElseGet(() -> arm.answer(call));
    }

    public URI httpUri() {
        return URI.create("http://" + settings.host() + ":" + http.port());
    }

    /** The HTTPS address, by the name that certificates carry. */
    public Optional<URI> httpsUri() {
        return https.map(listener -> URI.create("https://localhost:" + listener.port()));
    }

    public String tenant() {
        return seed.tenant();
    }

    public String issuer() {
        return tokens.issuer();
    }

    /** An access token of a demo person or a service principal, without the detour over HTTP. */
    public String token(String who, Audience audience) {
        return directory
                .seed()
                .person(who)
                .map(person -> tokens.forPerson(person, audience, clock.instant()))
                .or(() -> directory.seed().principal(who).map(p -> tokens.forPrincipal(p, audience, clock.instant())))
                .orElseThrow(() -> new IllegalArgumentException("nobody in the seed is called " + who));
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception failed) {
                LOG.log(System.Logger.Level.WARNING, "a part of the emulator did not close", failed);
            }
        }
    }
}
