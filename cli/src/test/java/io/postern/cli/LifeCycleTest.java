package io.postern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.cli.command.StubServices;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the commands of an access's life ask the services, and what they make of the answers. */
class LifeCycleTest {
    private static final String VM =
            "/subscriptions/s/resourceGroups/contoso/providers/Microsoft.Compute/virtualMachines/web-1";
    private static final String REQUESTS = "/api/v1/access-requests";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path dir;

    private StubServices services;

    @BeforeEach
    void start() throws IOException {
        services = new StubServices();
        services.on(
                "GET",
                "/api/v1/virtual-machines",
                "{\"value\":[{\"id\":\"" + VM + "\",\"name\":\"web-1\",\"list\":"
                        + "\"configured\",\"health\":\"healthy\",\"ports\":[{\"port\":22}],\"activeNow\":true,"
                        + "\"lastUser\":{\"name\":\"Rita\"}}]}");
        services.on(
                "GET",
                "/_emulator/addresses",
                "{\"virtualMachines\":{\"web-1\":\"127.0.1.1\"}," + "\"firewalls\":{\"contoso-fw\":\"127.0.1.20\"}}");
        services.on("GET", REQUESTS, "{\"value\":[]}");
    }

    @AfterEach
    void stop() {
        services.close();
    }

    @Test
    void anAccessIsGivenBackAndARequestWithdrawn() {
        services.on("POST", REQUESTS + "/01K/release", request("closing"));
        services.on("POST", REQUESTS + "/01K/cancel", "409 {\"detail\":\"The access is open already.\"}");

        assertThat(run("release", "01K")).isZero();
        assertThat(out.toString()).contains("Request 01K is given back.");
        assertThat(run("cancel", "01K")).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("postern: The access is open already.");
    }

    @Test
    void vmsAreListedByFilters() {
        assertThat(run("vms", "--list", "configured", "--name", "web")).isZero();
        assertThat(out.toString()).contains("web-1", "configured", "ports 22", "active now by Rita");
        assertThat(services.calls().getLast()).contains("&list=configured&name=web");
    }

    @Test
    void whoamiTellsTheTokensNameAndRoles() {
        assertThat(run("whoami", "--json")).isZero();
        assertThat(out.toString()).contains("\"name\":\"Rita Requester\"", "\"roles\":[\"Postern.Request\"]");
    }

    @Test
    void ensureAsksOnlyWhenNothingLikeItIsThere() {
        services.on("POST", REQUESTS, request("pending"));
        assertThat(run("ensure", "web-1", "--port", "22", "--json")).isEqualTo(3);
        assertThat(out.toString()).contains("\"state\":\"pending\"", "\"asked\":true");

        services.on("GET", REQUESTS, "{\"value\":[" + request("open") + "]}");
        out.getBuffer().setLength(0);
        assertThat(run("ensure", "web-1", "--port", "22", "--source", "203.0.113.7/32", "--json"))
                .isZero();
        assertThat(out.toString()).contains("\"state\":\"open\"", "\"asked\":false");
    }

    @Test
    void ensureTakesNoAccessFromElsewhereToAnotherPortOrThatHasEnded() {
        services.on("POST", REQUESTS, request("refused"));
        services.on("GET", "/api/v1/my-address", "{\"address\":\"203.0.113.7\",\"kind\":\"public\"}");
        services.on("GET", REQUESTS, "{\"value\":[" + request("open") + "]}");
        assertThat(run("ensure", "web-1", "--port", "22")).isZero();
        for (String not : new String[] {
            request("open").replace("203.0.113.7", "198.51.100.9"),
            request("open").replace("22", "3389"),
            request("open").replace("\"state\":\"open\",\"ports\"", "\"state\":\"closed\",\"ports\""),
            request("closed")
        }) {
            services.on("GET", REQUESTS, "{\"value\":[" + not + "]}");
            assertThat(run("ensure", "web-1", "--port", "22")).as(not).isEqualTo(1);
        }
    }

    @Test
    void waitingTellsEachEventOnceAndTheEnd() {
        AtomicInteger looks = new AtomicInteger();
        services.on("POST", REQUESTS, request("pending"));
        services.on(
                "GET",
                REQUESTS + "/01K/events",
                "event: timeline\nid: 1\ndata: {\"at\":\"2026-01-01T00:00:00Z\","
                        + "\"what\":\"approved\",\"detail\":\"By rule r.\"}\n\n: still here\n\nevent: state\n"
                        + "data: {\"state\":\"open\",\"ended\":false}\n\n");
        services.on("GET", REQUESTS + "/01K", _ -> looks.getAndIncrement() == 0 ? "503 {}" : request("open"));

        assertThat(run("request", "--vm", "web-1", "--port", "22", "--for", "1h", "--reason", "x", "--wait"))
                .isZero();
        assertThat(out.toString())
                .containsSubsequence("01K is pending", "approved", "By rule r.", "01K is open", "01K  open");
    }

    @Test
    void sshConnectsWhereToldAndGivesTheAccessBackWithItsExitCode() throws IOException {
        ssh("printf '%s ' \"$@\" >\"$0.args\"; exit 7");
        services.on("POST", REQUESTS, request("open"));
        services.on("GET", REQUESTS + "/01K", request("open"));
        services.on("POST", REQUESTS + "/01K/release", request("closing"));

        assertThat(run("ssh", "me@web-1", "--", "-v", "uptime")).isEqualTo(7);
        assertThat(Files.readString(dir.resolve("ssh.args")))
                .isEqualTo("-p 20022 -o HostKeyAlias=web-1.contoso.s.postern me@127.0.1.1 -v uptime ");
        assertThat(services.calls()).contains("POST " + REQUESTS + "/01K/release");
        assertThat(err.toString()).contains("Connecting to 127.0.1.1 port 20022", "The access is given back.");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void throughAFirewallSshGoesToItsAddressAndMappedPort() throws IOException {
        ssh("printf '%s ' \"$@\" >\"$0.args\"");
        String mapped = request("open")
                .replace(
                        "\"until\"",
                        "\"connect\":[{\"port\":22,\"protocol\":\"TCP\",\"address\":"
                                + "\"192.0.2.20\",\"mappedPort\":41600}],\"until\"");
        services.on("POST", REQUESTS, mapped);
        services.on("GET", REQUESTS + "/01K", mapped);
        services.on("POST", REQUESTS + "/01K/release", request("closing"));

        assertThat(run("ssh", "web-1")).isZero();
        assertThat(Files.readString(dir.resolve("ssh.args")))
                .contains("-p 41600")
                .contains("192.0.2.20");
    }

    @Test
    void sshThatIsRefusedOrCannotRunLeavesNothingOpen() throws IOException {
        assertThat(run("ssh", "web-1")).isEqualTo(1);
        assertThat(err.toString()).contains("There is no ssh here");
        assertThat(services.calls()).isEmpty();

        Files.setPosixFilePermissions(
                Files.writeString(dir.resolve("ssh"), "#!/no/such/program\n"),
                PosixFilePermissions.fromString("rwxr-xr-x"));
        services.on("POST", REQUESTS, request("open"));
        services.on("GET", REQUESTS + "/01K", request("open"));
        services.on("POST", REQUESTS + "/01K/release", request("closing"));
        assertThat(run("ssh", "web-1")).isEqualTo(1);
        assertThat(services.calls()).contains("POST " + REQUESTS + "/01K/release");

        services.on("POST", REQUESTS, request("pending"));
        services.on("GET", REQUESTS + "/01K", request("denied"));
        services.on(
                "POST",
                REQUESTS + "/01K/release",
                "409 {\"type\":\"urn:postern:problem:already-ended\",\"detail\":\"It has already ended.\"}");
        assertThat(run("ssh", "web-1")).isEqualTo(1);
        assertThat(err.toString()).contains("the request is denied").doesNotContain("not given back");
    }

    @Test
    void aRequestWhoseAnswerIsLostIsFoundUnderItsKeyAndGivenBack() throws IOException {
        ssh("exit 0");
        List<String> keys = new CopyOnWriteArrayList<>();
        services.on("POST", REQUESTS, call -> {
            keys.add(call.getRequestHeaders().getFirst("Idempotency-Key"));
            return keys.size() == 1 ? "502 <html>bad gateway</html>" : request("pending");
        });
        services.on("GET", REQUESTS + "/01K", request("denied"));
        services.on("POST", REQUESTS + "/01K/release", request("closing"));

        assertThat(run("ssh", "web-1")).isEqualTo(1);
        assertThat(keys).hasSize(2).doesNotContainNull();
        assertThat(keys.getFirst()).isEqualTo(keys.getLast()).hasSizeGreaterThan(30);
        assertThat(services.calls()).contains("POST " + REQUESTS + "/01K/release");
        assertThat(err.toString()).contains("The access is given back.");
    }

    @Test
    void aRequestThatIsNeverAnsweredMayHaveBeenTakenInAndARefusedOneIsNot() throws IOException {
        ssh("exit 0");
        services.on("POST", REQUESTS, "504 {}");
        assertThat(run("request", "--vm", "web-1", "--port", "22", "--for", "1h", "--reason", "x"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("look for it with ./postern list");
        assertThat(services.calls())
                .filteredOn(call -> call.equals("POST " + REQUESTS))
                .hasSize(3);

        err.getBuffer().setLength(0);
        services.on("POST", REQUESTS, "403 {\"detail\":\"No.\"}");
        assertThat(run("ssh", "web-1")).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("postern: No.");
        assertThat(services.calls())
                .filteredOn(call -> call.equals("POST " + REQUESTS))
                .hasSize(4);
    }

    @Test
    void givingBackAsksForNoStateFirstAndDoesNotStopAtAFailure() throws IOException {
        ssh("exit 0");
        AtomicInteger looks = new AtomicInteger();
        AtomicInteger tries = new AtomicInteger();
        services.on("POST", REQUESTS, request("open"));
        // Once it has been used it would look like a request that nobody has answered yet.
        services.on("GET", REQUESTS + "/01K", _ -> request(looks.getAndIncrement() == 0 ? "open" : "pending"));
        services.on("POST", REQUESTS + "/01K/cancel", "409 {\"detail\":\"It is open already.\"}");
        services.on(
                "POST", REQUESTS + "/01K/release", _ -> tries.incrementAndGet() < 3 ? "503 {}" : request("closing"));

        assertThat(run("ssh", "web-1")).isZero();
        assertThat(tries).hasValue(3);
        assertThat(err.toString()).contains("The access is given back.");

        services.on("POST", REQUESTS + "/01K/release", "403 {\"detail\":\"Not yours.\"}");
        looks.set(0);
        assertThat(run("ssh", "web-1")).isEqualTo(1);
        assertThat(err.toString()).contains("The access was not given back: Not yours. ./postern release 01K does it");
    }

    @Test
    void panicShutsWhatWasTypedAndNothingElse() {
        services.on("POST", "/api/v1/panic", "{\"state\":\"closing\",\"grants\":2,\"boundaries\":1}");
        assertThat(run("panic", "--reason", "stolen laptop", "--confirm", "web-1"))
                .isEqualTo(1);
        assertThat(run("panic", "--reason", "stolen laptop")).isEqualTo(1);
        assertThat(services.calls()).isEmpty();

        assertThat(run("panic", "--reason", "stolen laptop", "--confirm", "everything"))
                .isZero();
        assertThat(out.toString()).contains("2 grants at 1");
        assertThat(services.bodies("stolen laptop")).containsExactly("{\"reason\":\"stolen laptop\"}");
    }

    private void ssh(String script) throws IOException {
        Files.setPosixFilePermissions(
                Files.writeString(dir.resolve("ssh"), "#!/bin/sh\n" + script + "\n"),
                PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String request(String state) {
        return "{\"id\":\"01K\",\"made\":true,\"state\":\"" + state + "\",\"targets\":[{\"vm\":\"" + VM
                + "\",\"ports\":[22]}],"
                + "\"sources\":[\"203.0.113.7/32\"],\"endsAt\":\"2026-01-01T01:00:00Z\",\"grants\":[{\"vm\":\"" + VM
                + "\",\"state\":\"open\",\"ports\":[22],\"until\":\"2026-01-01T01:00:00Z\"}]}";
    }

    private int run(String... arguments) {
        CommandLine line = Main.commandLine(services.environment(dir.toString()));
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
