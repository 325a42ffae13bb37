package io.postern.emulator;

import io.postern.emulator.limits.Limits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** How an emulator runs; a {@code with…} gives a changed copy. Port 0 takes a free one; without a key store there is no HTTPS. */
public final class EmulatorSettings {
    private String host = "127.0.0.1";
    private int port = 0;
    private int httpsPort = 0;
    private Optional<Path> keystore = Optional.empty();
    private String keystorePassword = "";
    private Optional<String> issuer = Optional.empty();
    private Optional<Path> seed = Optional.empty();
    private Optional<Path> keys = Optional.empty();
    private Map<String, String> principalSecrets = Map.of();
    private List<URI> portals = List.of();
    private boolean dataPlane = false;
    private Duration writeLatency = Duration.ofMillis(1);
    private Optional<Path> state = Optional.empty();
    private int pageSize = 100;
    private int machines = 0;
    private Optional<URI> forwardJit = Optional.empty();
    private Limits limits = Limits.none();

    private EmulatorSettings() {}

    private EmulatorSettings(EmulatorSettings from) {
        this.host = from.host;
        this.port = from.port;
        this.httpsPort = from.httpsPort;
        this.keystore = from.keystore;
        this.keystorePassword = from.keystorePassword;
        this.issuer = from.issuer;
        this.seed = from.seed;
        this.keys = from.keys;
        this.principalSecrets = from.principalSecrets;
        this.portals = from.portals;
        this.dataPlane = from.dataPlane;
        this.writeLatency = from.writeLatency;
        this.state = from.state;
        this.pageSize = from.pageSize;
        this.machines = from.machines;
        this.forwardJit = from.forwardJit;
        this.limits = from.limits;
    }

    /** For tests: free ports, nothing kept, no data plane, writes done at once and as many as anybody likes. */
    public static EmulatorSettings forTests() {
        return new EmulatorSettings();
    }

    private EmulatorSettings changed(Consumer<EmulatorSettings> change) {
        EmulatorSettings copy = new EmulatorSettings(this);
        change.accept(copy);
        return copy;
    }

    /** The address to listen on; without a key store the HTTPS port is not used. */
    public EmulatorSettings withAddress(String where, int httpPort, int securePort) {
        return changed(s -> {
            s.host = where;
            s.port = httpPort;
            s.httpsPort = securePort;
        });
    }

    public EmulatorSettings withHttps(Path store, String password) {
        return changed(s -> {
            s.keystore = Optional.of(store);
            s.keystorePassword = password;
        });
    }

    /** The issuer of the tokens, where it is not this emulator's HTTP address. */
    public EmulatorSettings withIssuer(String url) {
        return changed(s -> s.issuer = Optional.of(url));
    }

    public EmulatorSettings withSeed(Path file) {
        return changed(s -> s.seed = Optional.of(file));
    }

    /** A signing key that several emulators share spares each the second it takes to make one. */
    public EmulatorSettings withKeys(Path file) {
        return changed(s -> s.keys = Optional.of(file));
    }

    /** Client id to secret. */
    public EmulatorSettings withPrincipals(Map<String, String> secrets) {
        return changed(s -> s.principalSecrets = Map.copyOf(secrets));
    }

    public EmulatorSettings withDataPlane(boolean on) {
        return changed(s -> s.dataPlane = on);
    }

    public EmulatorSettings withWriteLatency(Duration latency) {
        return changed(s -> s.writeLatency = latency);
    }

    public EmulatorSettings withState(Path file) {
        return changed(s -> s.state = Optional.of(file));
    }

    /** How many entries a list shows before it goes on at its {@code nextLink}. */
    public EmulatorSettings withPageSize(int entries) {
        return changed(s -> s.pageSize = atLeast(1, entries));
    }

    /** Adds so many made-up VMs, in a resource group of their own. */
    public EmulatorSettings withMachines(int howMany) {
        return changed(s -> s.machines = atLeast(0, howMany));
    }

    /** Where people meet Postern's portal: scheme, host and port. Its sign-in leads back there and nowhere else. */
    public EmulatorSettings withPortals(List<URI> addresses) {
        return changed(s -> s.portals = List.copyOf(addresses));
    }

    /** Where request-service listens, which answers for just-in-time access. */
    public EmulatorSettings withForwardJit(URI requestService) {
        return changed(s -> s.forwardJit = Optional.of(requestService));
    }

    /** How much Azure takes of its callers. */
    public EmulatorSettings withLimits(Limits most) {
        return changed(s -> s.limits = most);
    }

    private static int atLeast(int least, int number) {
        if (number < least) {
            throw new IllegalArgumentException("a number of " + least + " or more is needed, not " + number);
        }
        return number;
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public int httpsPort() {
        return httpsPort;
    }

    public Optional<Path> keystore() {
        return keystore;
    }

    public String keystorePassword() {
        return keystorePassword;
    }

    public Optional<String> issuer() {
        return issuer;
    }

    public Optional<Path> seed() {
        return seed;
    }

    public Optional<Path> keys() {
        return keys;
    }

    public Map<String, String> principalSecrets() {
        return principalSecrets;
    }

    public List<URI> portals() {
        return portals;
    }

    public boolean dataPlane() {
        return dataPlane;
    }

    public Duration writeLatency() {
        return writeLatency;
    }

    public Optional<Path> state() {
        return state;
    }

    public int pageSize() {
        return pageSize;
    }

    public int machines() {
        return machines;
    }

    public Optional<URI> forwardJit() {
        return forwardJit;
    }

    public Limits limits() {
        return limits;
    }
}
