package io.postern.cli.stack;

import io.postern.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The stand-in for Azure: ARM, Entra and the VMs' own ports, on loopback. */
final class Emulator {
    private final Build build;
    private final Layout layout;
    private final Addresses addresses;
    private final Secrets secrets;
    private final ClassArchives archives;

    Emulator(Build build, Layout layout, Addresses addresses, Secrets secrets, ClassArchives archives) {
        this.build = build;
        this.layout = layout;
        this.addresses = addresses;
        this.secrets = secrets;
        this.archives = archives;
    }

    void prepare() {
        try {
            Files.createDirectories(layout.data(ProcessName.EMULATOR));
        } catch (IOException e) {
            throw new CommandFailure("The emulator's data could not be prepared: " + e.getMessage(), e);
        }
    }

    /** Its world outlives it. */
    ProcessSpec spec() {
        return spec(List.of("--state", data("state.json")));
    }

    private ProcessSpec spec(List<String> more) {
        List<String> command = Jvm.command("256m", archives.flags(ProcessName.EMULATOR));
        command.addAll(List.of("-jar", build.emulator().toString()));
        command.addAll(List.of("--host", "127.0.0.1"));
        command.addAll(List.of("--port", "" + addresses.ports().of(PortName.EMULATOR)));
        command.addAll(List.of("--https-port", "" + addresses.ports().of(PortName.EMULATOR_HTTPS)));
        command.addAll(List.of("--keystore", secrets.keyStore().toString()));
        command.addAll(
                List.of("--keystore-password-file", secrets.keyStorePassword().toString()));
        command.addAll(List.of("--issuer", addresses.issuer().toString()));
        command.addAll(List.of("--principals", secrets.principals().toString()));
        command.addAll(List.of("--keys", data("signing-key.jwk")));
        command.addAll(List.of("--portal", addresses.http(PortName.PORTAL) + "," + addresses.portal()));
        command.addAll(List.of("--data-plane", "on"));
        command.addAll(List.of("--forward-jit", addresses.http(PortName.REQUEST).toString()));
        command.addAll(more);
        return new ProcessSpec(
                ProcessName.EMULATOR,
                command,
                settings(System.getenv()),
                new HttpReady(
                        addresses.issuer().resolve("/" + DemoWorld.TENANT + "/v2.0/.well-known/openid-configuration")),
                Duration.ofSeconds(30));
    }

    /** What it is asked for by its own variables, for example more VMs. */
    private static Map<String, String> settings(Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>(environment);
        settings.keySet().removeIf(name -> !name.startsWith("POSTERN_EMULATOR_"));
        return settings;
    }

    /** Compiled all the way, which the local stack forgoes for a quick start; its world ends with it. */
    ProcessSpec asItsImage(List<String> more) {
        ProcessSpec quick = spec(more);
        List<String> command = new ArrayList<>(quick.command());
        command.remove(Jvm.QUICK_START);
        return new ProcessSpec(quick.name(), command, quick.environment(), quick.ready(), quick.patience());
    }

    private String data(String file) {
        return layout.data(ProcessName.EMULATOR).resolve(file).toString();
    }
}
