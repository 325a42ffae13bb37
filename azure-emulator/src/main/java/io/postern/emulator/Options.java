package io.postern.emulator;

import io.postern.emulator.http.Json;
import io.postern.emulator.limits.Limits;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The command line: {@code --name value} or {@code --name=value}; the environment stands in for what is not given. */
final class Options {
    static final String HELP = """
            The Azure emulator: ARM and Entra for development, tests and the demo.

            Each option may also be given in the environment, as POSTERN_EMULATOR_<OPTION>, e.g. POSTERN_EMULATOR_HTTPS_PORT.
              --host HOST                     address to listen on (127.0.0.1)
              --port N                        HTTP port, 0 for a free one (8090)
              --https-port N                  HTTPS port, 0 for a free one (8493); needs --keystore
              --keystore FILE                 PKCS12 key store with the certificate for HTTPS
              --keystore-password-file FILE   file that holds its password
              --issuer URL                    issuer of the tokens (http://HOST:PORT/TENANT/v2.0)
              --seed FILE                     the world at the beginning (built-in contoso.json)
              --keys FILE                     RSA signing key as a JWK; made when absent (a new key each run)
              --principals FILE               JSON object, client id to secret (client_credentials is refused)
              --data-plane on|off             listen for the VMs' management ports (on)
              --write-latency TIME            until a write reports success, as 150ms, 2s or PT0.15S (150ms)
              --state FILE                    keep the network here between runs (forgotten at the end)
              --page-size N                   entries of a list before it goes on at its nextLink, 1 to 1000 (100)
              --machines N                    made-up VMs in resource group "fleet", up to 20000; like the seed,
                                              they count only until there is a state file; 5000 need a heap of
                                              192 MB, 20000 one of 256 MB (0)
              --portal URL[,URL]              where people meet Postern's portal, for its sign-in to lead back there
                                              (sign-in to the portal is refused)
              --limits azure|off|FACTOR       how much is taken of callers: Azure's own limits, none, or so many times
                                              Azure's; /_emulator/limits shows and changes them (azure)
              --busy-groups supersede|refuse  what a second write on a security group does to the one under way: take
                                              its place, or be refused with 429 RetryableErrorDueToAnotherOperation,
                                              as are interfaces on such a group (supersede)
              --forward-jit URL               request-service; just-in-time access on both ports is forwarded to it
                                              (404, as for every provider that is not modelled)
            When it is ready it prints one line of JSON with its addresses. az logs in, as any demo person or service
            principal, with: az cloud register --name Local --endpoint-resource-manager HTTPS, az cloud set --name Local,
            MSI_ENDPOINT=HTTP/msi/PERSON/token az login --identity; REQUESTS_CA_BUNDLE names the certificate.
            """;

    private static final Set<String> KNOWN = Set.of(
            "host",
            "port",
            "https-port",
            "keystore",
            "keystore-password-file",
            "issuer",
            "seed",
            "keys",
            "principals",
            "data-plane",
            "write-latency",
            "state",
            "page-size",
            "machines",
            "forward-jit",
            "portal",
            "limits",
            "busy-groups");

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /** Reads the settings; an {@link IllegalArgumentException} says in one sentence what is wrong. */
    static EmulatorSettings settings(String[] arguments, Map<String, String> environment) throws IOException {
        return new Options(values(arguments, environment)).settings();
    }

    private static Map<String, String> values(String[] arguments, Map<String, String> environment) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : KNOWN) {
            String fromOutside = environment.get(
                    "POSTERN_EMULATOR_" + name.toUpperCase(Locale.ROOT).replace('-', '_'));
            if (fromOutside != null && !fromOutside.isBlank()) {
                values.put(name, fromOutside);
            }
        }
        for (int i = 0; i < arguments.length; i++) {
            String[] option = arguments[i].split("=", 2);
            String name = option[0].startsWith("--") ? option[0].substring(2) : "";
            if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException("unknown option " + arguments[i] + "; --help lists them");
            }
            if (option.length == 1 && i + 1 == arguments.length) {
                throw new IllegalArgumentException("option " + arguments[i] + " needs a value");
            }
            values.put(name, option.length == 2 ? option[1] : arguments[++i]);
        }
        return values;
    }

    private EmulatorSettings settings() throws IOException {
        EmulatorSettings settings = EmulatorSettings.forTests()
                .withAddress(values.getOrDefault("host", "127.0.0.1"), port("port", 8090), port("https-port", 8493))
                .withPrincipals(principals())
                .withDataPlane(isOn("data-plane"))
                .withWriteLatency(duration(values.getOrDefault("write-latency", "150ms")))
                .withPageSize(number("page-size", 100, 1, 1000))
                .withMachines(number("machines", 0, 0, 20_000))
                .withLimits(limits());
        Optional<Path> password = file("keystore-password-file");
        String secret = password.isPresent() ? Files.readString(password.get()).strip() : "";
        settings = given(settings, file("keystore"), (s, store) -> s.withHttps(store, secret));
        settings = given(settings, Optional.ofNullable(values.get("issuer")), EmulatorSettings::withIssuer);
        settings = given(settings, file("seed"), EmulatorSettings::withSeed);
        settings = given(settings, file("keys"), EmulatorSettings::withKeys);
        settings = given(settings, file("state"), EmulatorSettings::withState);
        settings = given(settings, forwardJit(), EmulatorSettings::withForwardJit);
        return settings.withPortals(portals());
    }

    private static <T> EmulatorSettings given(
            EmulatorSettings settings, Optional<T> value, BiFunction<EmulatorSettings, T, EmulatorSettings> with) {
        return value.map(v -> with.apply(settings, v)).orElse(settings);
    }

    private Optional<URI> forwardJit() {
        return Optional.ofNullable(values.get("forward-jit")).map(value -> address("forward-jit", value));
    }

    private List<URI> portals() {
        @Nullable String value = values.get("portal");
        return value == null
                ? List.of()
                : Arrays.stream(value.split(",", -1))
                        .map(one -> address("portal", one.strip()))
                        .toList();
    }

    private static URI address(String option, String value) {
        if (!value.matches("https?://[A-Za-z0-9.\\-]+(:\\d{1,5})?/?")) {
            throw new IllegalArgumentException(
                    "--" + option + " is an address such as http://127.0.0.1:8081, not " + value);
        }
        return URI.create(value.replaceFirst("/$", ""));
    }

    private Limits limits() {
        try {
            return Limits.named(values.getOrDefault("limits", "azure"))
                    .withRefusesBusy(Limits.refusing(values.getOrDefault("busy-groups", "supersede")));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("--limits, --busy-groups: " + wrong.getMessage(), wrong);
        }
    }

    private Map<String, String> principals() throws IOException {
        Map<String, String> secrets = new HashMap<>();
        Optional<Path> file = file("principals");
        if (file.isPresent()) {
            Json.read(Files.readAllBytes(file.get()))
                    .properties()
                    .forEach(e -> secrets.put(e.getKey(), e.getValue().asText()));
        }
        return secrets;
    }

    private Optional<Path> file(String name) {
        @Nullable String value = values.get(name);
        return value == null ? Optional.empty() : Optional.of(Path.of(value));
    }

    private int port(String name, int usual) {
        return number(name, usual, 0, 65535);
    }

    private int number(String name, int usual, int least, int most) {
        String value = values.getOrDefault(name, Integer.toString(usual));
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw new IllegalArgumentException(
                    "--" + name + " is a number from " + least + " to " + most + ", not " + value);
        }
        return Integer.parseInt(value);
    }

    private boolean isOn(String name) {
        String value = values.getOrDefault(name, "on");
        if (!value.equals("on") && !value.equals("off")) {
            throw new IllegalArgumentException("--" + name + " is on or off, not " + value);
        }
        return value.equals("on");
    }

    private static Duration duration(String text) {
        try {
            if (text.matches("\\d{1,9}ms")) {
                return Duration.ofMillis(Long.parseLong(text.replace("ms", "")));
            }
            return Duration.parse(text.matches("\\d{1,9}s") ? "PT" + text.replace("s", "S") : text);
        } catch (DateTimeParseException wrong) {
            throw new IllegalArgumentException("--write-latency is a time as 150ms, 2s or PT0.15S, not " + text, wrong);
        }
    }
}
