package io.postern.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.Source;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.id.VmId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The service as a client of Azure sees it, and a world of VMs for it; each test has a resource group of its own. */
final class Arm {
    static final String SUBSCRIPTION = "/subscriptions/20ff7fc3-e762-44dd-bd96-b71116dcdc23";
    static final String VERSION = "?api-version=2020-01-01";

    private Arm() {}

    static String vm(String group, String name) {
        return SUBSCRIPTION + "/resourceGroups/" + group + "/providers/Microsoft.Compute/virtualMachines/" + name;
    }

    static String policyId(String group, String name) {
        return SUBSCRIPTION + "/resourceGroups/" + group
                + "/providers/Microsoft.Security/locations/westeurope/jitNetworkAccessPolicies/" + name;
    }

    static String policy(String group, String name) {
        return policyId(group, name) + VERSION;
    }

    static String initiate(String group, String name) {
        return policyId(group, name) + "/initiate" + VERSION;
    }

    /** The enforcer has seen VMs of a group. */
    static void seen(Neighbours service, String group, String... names) {
        seen(service, Stream.of(names).map(name -> vm(group, name)).toList(), JitStatus.NOT_CONFIGURED);
    }

    static void seen(Neighbours service, List<String> vms, JitStatus status) {
        vms.forEach(vm -> service.say(
                Source.ENFORCER_SERVICE,
                new VmAssessed(new VmId(vm), "westeurope", "Linux", List.of(), status, null, null, null),
                Instant.parse("2030-01-01T00:00:00Z")));
        Neighbours.await(
                "the inventory knows " + vms,
                () -> service.strings("select vm from inventory_vm").containsAll(vms));
    }

    static String port(int number, String rest) {
        return "{\"number\":%d,\"protocol\":\"*\",\"allowedSourceAddressPrefix\":\"*\",\"maxRequestAccessDuration\":\"PT3H\"%s}"
                .formatted(number, rest);
    }

    static String source(int number, String protocol, String sources) {
        return "{\"number\":%d,\"protocol\":\"%s\",%s,\"maxRequestAccessDuration\":\"PT1H\"}"
                .formatted(number, protocol, sources);
    }

    static String vmBody(String vm, String... ports) {
        return "{\"id\":\"%s\",\"ports\":[%s]}".formatted(vm, String.join(",", ports));
    }

    static String policyBody(String... vms) {
        return "{\"kind\":\"Basic\",\"properties\":{\"virtualMachines\":[" + String.join(",", vms) + "]}}";
    }

    /** A policy of a group that offers ports 22 and 3389 of these VMs. */
    static Api.Answer protect(String group, String name, String... vms) {
        return put(
                        policy(group, name),
                        TestIdentity.admin(),
                        policyBody(Stream.of(vms)
                                .map(vm -> vmBody(vm(group, vm), port(22, ""), port(3389, "")))
                                .toArray(String[]::new)))
                .is(200);
    }

    static String initiateBody(String... vms) {
        return "{\"virtualMachines\":[" + String.join(",", vms) + "],\"justification\":\"deploy a fix\"}";
    }

    static String initiateVm(String vm, String... ports) {
        return "{\"id\":\"%s\",\"ports\":[%s]}".formatted(vm, String.join(",", ports));
    }

    static Api.Answer get(String path, String token, String... headers) {
        return call("GET", path, token, BodyPublishers.noBody(), headers);
    }

    static Api.Answer put(String path, String token, String body, String... headers) {
        return call("PUT", path, token, BodyPublishers.ofString(body), headers);
    }

    static Api.Answer post(String path, String token, String body, String... headers) {
        return call("POST", path, token, BodyPublishers.ofString(body), headers);
    }

    static Api.Answer delete(String path, String token, String... headers) {
        return call("DELETE", path, token, BodyPublishers.noBody(), headers);
    }

    static Api.Answer call(String method, String path, String token, BodyPublisher body, String... headers) {
        HttpRequest.Builder request =
                Api.to(path).header("Content-Type", "application/json").method(method, body);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        Stream.iterate(0, i -> i < headers.length, i -> i + 2)
                .forEach(i -> request.setHeader(headers[i], headers[i + 1]));
        return Api.send(request);
    }

    /** The same over a proxy whose headers are believed. */
    static Api.Answer throughProxy(String path, String token, String... headers) {
        HttpRequest request = Api.to(path)
                .header("Authorization", "Bearer " + token)
                .headers(headers)
                .build();
        try (HttpClient proxy = HttpClient.newBuilder()
                .localAddress(InetAddress.ofLiteral("127.0.0.90"))
                .build()) {
            return new Api.Answer(proxy.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The status of a GET whose target goes out byte by byte as it is written here. */
    static int statusOfRaw(String target, String token) throws IOException {
        URI base = URI.create(Api.base());
        String request = "GET " + target + " HTTP/1.1\r\nHost: " + base.getRawAuthority() + "\r\nAuthorization: Bearer "
                + token + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 ");
            return Integer.parseInt(answer.substring(9, 12));
        }
    }

    /** The answer is an error in Azure's form, with this code. */
    static Api.Answer error(Api.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("x-ms-request-id")).hasSize(36);
        assertThat(answer.json().fieldNames()).toIterable().containsExactly("error");
        assertThat(answer.json().at("/error/code").asText()).as(answer.body()).isEqualTo(code);
        assertThat(answer.json().at("/error/message").asText()).endsWith(".");
        assertThat(answer.body()).doesNotContain("io.postern", "java.", "Exception", "at org.");
        return answer;
    }
}
