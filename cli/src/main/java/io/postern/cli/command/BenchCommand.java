package io.postern.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.cli.bench.Bench;
import io.postern.cli.bench.Finding;
import io.postern.cli.stack.BenchParts;
import io.postern.cli.stack.BenchStack;
import io.postern.cli.stack.LocalStack;
import io.postern.cli.stack.StackSettings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures, side by side with what it is compared to. */
@Command(
        name = "bench",
        description = {
            "Measures on this machine, side by side with what a figure is compared to: real PostgreSQL with fsync, real Kafka, "
                    + "load, clients and servers on the same cores. Keeps its data apart and leaves nothing running. "
                    + "Exit code 1 when a limit is broken.",
            "  intake    requests per second beside a bare endpoint with two inserts; p99 at half that load",
            "  vms       lists of 10,000 VMs with each filter",
            "  approval  from an accepted request to its approval by policy, 50 requests a second, beside two bare Kafka hops",
            "  expiry    20,000 deadlines in 20 s while 100,000 wait: how late they are committed; 50,000 overdue after downtime",
            "  audit     leaves a second from the topic, beside a bare COPY with a hash tree; proofs at 1,000,000 leaves",
            "  enforce   from a signed approval to the write in Azure, 2 requests a second on 20 NSGs",
            "  policy    an approval policy of 1,000 rules, on one thread of this process",
            "  verify    audit verify over 1,000,000 entries, in a process with 256 MiB of heap",
            "  closing   how late ports were shut, healthy and with each part dead, as ./postern test last measured it"
        },
        footer = {
            "",
            "Examples:",
            "  ./postern bench intake",
            "  ./postern bench intake --rounds 5 --seconds 20",
            "  ./postern bench vms --json       one JSON object a line"
        })
final class BenchCommand implements Callable<Integer> {
    private static final int LONGEST = 600;
    private static final int MOST_ROUNDS = 100;

    @Spec
    CommandSpec spec;

    @Mixin
    Terminal terminal = new Terminal();

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            description = "intake, vms, approval, enforce, expiry, audit, policy, verify or closing; without it, all.")
    Bench name;

    @Option(names = "--rounds", defaultValue = "5", description = "How often each side is measured; 5 unless said.")
    int rounds;

    @Option(names = "--seconds", defaultValue = "10", description = "How long one measurement takes; 10 unless said.")
    int seconds;

    @Override
    public Integer call() {
        if (rounds < 1 || rounds > MOST_ROUNDS || seconds < 1 || seconds > LONGEST) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Between 1 and " + MOST_ROUNDS + " rounds of 1 to " + LONGEST + " seconds are measured");
        }
        boolean kept = true;
        for (Bench bench : name == null ? List.of(Bench.values()) : List.of(name)) {
            kept &= run(bench);
        }
        return kept ? 0 : 1;
    }

    private boolean run(Bench bench) {
        StackSettings settings = StackSettings.standard(terminal.environment());
        if (bench.parts().isPresent()) {
            new LocalStack(settings).requireStopped();
        }
        BenchStack stack = new BenchStack(
                settings.withHome(settings.home().resolve("bench")).withFresh(true));
        Thread stop = Thread.ofPlatform().unstarted(stack::stop);
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            bench.parts().ifPresent(parts -> start(stack, parts));
            terminal.say(
                    bench == Bench.CLOSING
                            ? "Closing, as the system tests measured it"
                            : "Measuring " + bench.name().toLowerCase(Locale.ROOT) + " on "
                                    + Runtime.getRuntime().availableProcessors() + " cores, " + rounds + " rounds of "
                                    + seconds
                                    + " s" + servers(bench));
            List<Finding> findings =
                    bench.run(stack, new Bench.Course(rounds, Duration.ofSeconds(seconds), terminal::say));
            findings.forEach(this::tell);
            return findings.stream().allMatch(Finding::kept);
        } finally {
            stack.stop();
            Runtime.getRuntime().removeShutdownHook(stop);
        }
    }

    private static String servers(Bench bench) {
        return bench.parts()
                .map(parts -> parts.with().asImages()
                        ? "; servers started as their images start them"
                        : "; JVM flags of the servers: " + String.join(" ", BenchStack.JVM_FLAGS))
                .orElse(", in this process");
    }

    private void start(BenchStack stack, BenchParts parts) {
        terminal.say("Starting Kafka, PostgreSQL"
                + switch (parts.with()) {
                    case BARE_ENDPOINT -> ", the Azure emulator, request-service and the bare endpoint.";
                    case APPROVAL_SERVICE -> ", the Azure emulator, request-service and approval-service.";
                    case ENFORCER_SERVICE ->
                        ", the Azure emulator, request-service, approval-service, the sweeper and enforcer-service.";
                    case EXPIRY_SERVICE -> " and expiry-service.";
                    case AUDIT_SERVICE -> ", the Azure emulator and audit-service.";
                });
        stack.start(parts, terminal.progress());
    }

    private void tell(Finding finding) {
        String verdict = finding.bound().isEmpty() ? "" : finding.kept() ? "kept" : "BROKEN";
        terminal.say(String.format(
                Locale.ROOT,
                "%-60s %-24s %-10s  %-8s %s",
                finding.what(),
                finding.figure(),
                finding.unit(),
                finding.bound(),
                verdict));
        ObjectNode line = terminal.object()
                .put("what", finding.what())
                .put("unit", finding.unit())
                .put("median", finding.figure().median())
                .put("min", finding.figure().min())
                .put("max", finding.figure().max());
        if (!finding.bound().isEmpty()) {
            line.put("limit", finding.bound()).put("kept", finding.kept());
        }
        terminal.answer(line);
    }
}
