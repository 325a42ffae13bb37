package io.postern.cli.bench;

import io.postern.cli.CommandFailure;
import io.postern.cli.stack.BenchStack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/** Requests of people who hold the right in Azure to ask for every VM, as bytes to send. */
final class Wishes {
    /** The first numbers are those of service principals. */
    private static final int FIRST_PERSON = 1_000;

    private static final String PATH = "/api/v1/access-requests";

    private final List<String> tokens;

    Wishes(BenchStack stack, int people) {
        tokens = new Requesters(stack.signingKey(), stack.addresses().issuer(), "11111111-1111-1111-1111-111111111111")
                .tokens(FIRST_PERSON + people, Instant.now())
                .subList(FIRST_PERSON, FIRST_PERSON + people);
    }

    static List<String> oids(int people) {
        return IntStream.range(FIRST_PERSON, FIRST_PERSON + people)
                .mapToObj(Requesters::oid)
                .toList();
    }

    /** A request that repeats none: it comes from another address every time. */
    byte[] of(int person, int vm, int visit, int number) {
        return of(person, Fleet.vm(vm), visit, number);
    }

    byte[] of(int person, String vm, int visit, int number) {
        String body = String.format(
                Locale.ROOT,
                "{\"targets\":[{\"vm\":\"%s\",\"ports\":[22]}],\"sources\":[\"20.%d.%d.%d/32\"],\"duration\":\"PT1H\","
                        + "\"justification\":\"Deploy the fix for the failing night job\"}",
                vm,
                visit,
                number >> 8 & 255,
                number & 255);
        return Wire.request("POST", PATH, "Authorization: Bearer " + tokens.get(person) + "\r\n", body);
    }

    /** Sends requests at a steady rate; the instant at which each was accepted, by its id. */
    static Map<String, Long> send(
            BenchStack stack, LongFunction<byte[]> requests, int connections, double perSecond, Duration length) {
        Map<String, Long> accepted = new ConcurrentHashMap<>();
        Load load = new Load(
                stack.intake(),
                requests,
                202,
                (wire, nanos) -> accepted.put(
                        wire.location().substring(wire.location().lastIndexOf('/') + 1), Arrivals.epochNanos(nanos)));
        Sample answers = load.open(connections, perSecond, length);
        if (answers.errors() > 0) {
            throw new CommandFailure(answers.errors() + " requests were answered with " + answers.anError()
                    + " and not with 202; see the logs.");
        }
        return accepted;
    }
}
