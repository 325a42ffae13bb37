package io.postern.cli.bench;

import io.postern.cli.CommandFailure;
import io.postern.cli.api.Api;
import io.postern.cli.api.People;
import io.postern.cli.bench.Finding.Limit;
import io.postern.cli.stack.BenchStack;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lists of a large inventory: each filter, and a page from its middle. */
final class VmsBench {
    private static final int VMS = 10_000;
    private static final int PROTECTED = 4_000;
    private static final int CONNECTIONS = 2;
    private static final double MOST_MILLIS = 100;
    private static final String PATH = "/api/v1/virtual-machines";

    private static final List<String> QUERIES = List.of(
            "",
            "?limit=100",
            "?list=configured",
            "?list=not-configured",
            "?list=unsupported",
            "?health=healthy",
            "?health=unhealthy",
            "?health=not-applicable",
            "?name=fleet-05000",
            "?list=configured&health=healthy&limit=100");

    private VmsBench() {}

    static List<Finding> run(BenchStack stack, Bench.Course course) {
        Fleet.insert(stack, VMS);
        Fleet.protect(stack, PROTECTED);
        stack.databases().inIntake("ANALYZE");
        Api api = new Api();
        String token = new People(api, stack.addresses()).token("auditor", People.Audience.POSTERN);
        List<String> queries = new ArrayList<>(QUERIES);
        String next = api.get(stack.intake().resolve(PATH + "?limit=100"), token)
                .path("next")
                .asText("");
        if (!next.isEmpty()) {
            queries.add("?limit=100&after=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
        }
        List<Finding> findings = new ArrayList<>();
        for (String query : queries) {
            byte[] request = Wire.request("GET", PATH + query, "Authorization: Bearer " + token + "\r\n", "");
            Load load = new Load(stack.intake(), number -> request, 200);
            load.closed(CONNECTIONS, course.round());
            List<Double> figures = new ArrayList<>();
            for (int round = 1; round <= course.rounds(); round++) {
                Sample sample = load.closed(CONNECTIONS, course.round());
                if (sample.errors() > 0) {
                    throw new CommandFailure("GET " + PATH + query + " was answered with " + sample.anError()
                            + " and not with 200; see the logs.");
                }
                figures.add(sample.percentile(0.99));
            }
            findings.add(new Finding(
                    "10,000 VMs, GET …" + query.replaceAll("after=.*", "after=…") + ", p99",
                    "ms",
                    Spread.of(figures),
                    new Limit.AtMost(MOST_MILLIS)));
            course.say()
                    .accept("  " + (query.isEmpty() ? "(no filter)" : query.replaceAll("after=.*", "after=…")) + "  "
                            + Spread.of(figures) + " ms");
        }
        return findings;
    }
}
