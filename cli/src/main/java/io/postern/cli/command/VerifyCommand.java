package io.postern.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.cli.CommandFailure;
import io.postern.cli.stack.Layout;
import io.postern.cli.stack.StackSettings;
import io.postern.cli.verify.Evidence;
import io.postern.cli.verify.LogSource;
import io.postern.cli.verify.Report;
import io.postern.cli.verify.TrailVerifier;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Proves a trail, offline. */
@Command(
        name = "verify",
        description = "Checks the audit trail from its files and a public key alone; nothing needs to run.",
        footer = {
            "",
            "Examples:",
            "  ./postern audit verify",
            "  ./postern audit verify --log copy/of/the/log --key audit-note.pub",
            "  ./postern audit verify --log https://audit.example.com/ --key audit-note.pub",
            "  ./postern audit verify --siem postern.audit.jsonl --approval-keys approval-keys.json",
            "  ./postern audit verify --checkpoints monday.note tuesday.note"
        })
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    Terminal terminal = new Terminal();

    @Option(
            names = "--log",
            paramLabel = "DIR|URL",
            description = "The published log, or where it is served; by default the local stack's.")
    @Nullable
    String log;

    @Option(names = "--key", paramLabel = "FILE", description = "The public key; by default the local stack's.")
    @Nullable
    Path key;

    @Option(
            names = "--checkpoints",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Signed checkpoints that somebody kept: notes, or a line of JSON for each.")
    List<Path> checkpoints = new ArrayList<>();

    @Option(
            names = "--siem",
            paramLabel = "FILE",
            description = "What a SIEM holds of the topic postern.audit: a line of JSON for each record.")
    @Nullable
    Path siem;

    @Option(
            names = "--approval-keys",
            paramLabel = "FILE",
            description =
                    "Public keys that approvals are signed with (a JWK set): then their signatures are checked too.")
    @Nullable
    Path approvalKeys;

    @Override
    public Integer call() {
        LogSource source = AuditLog.at(log == null ? local().auditLog().toString() : log);
        for (Path file :
                Stream.of(key, siem, approvalKeys).filter(Objects::nonNull).toList()) {
            AuditLog.requireFile(file);
        }
        checkpoints.forEach(AuditLog::requireFile);
        Evidence evidence = new Evidence(
                source,
                key == null ? local().auditPublicKey() : key,
                checkpoints,
                Optional.ofNullable(siem),
                Optional.ofNullable(approvalKeys));
        return tell(AuditLog.checked("The log", () -> new TrailVerifier().verify(evidence, Instant.now())));
    }

    /** Only asked for when something of it is needed: an auditor has the files, and no checkout. */
    private Layout local() {
        return new Layout(StackSettings.standard(terminal.environment()).home());
    }

    private int tell(Report report) {
        ObjectNode answer = terminal.object()
                .put("origin", report.origin())
                .put("entries", report.entries())
                .put("root", report.root())
                .put("checkpoints", report.checkpoints())
                .put("holds", report.holds());
        report.remarks().forEach(remark -> terminal.say("Remark: " + remark + "."));
        report.remarks().forEach(answer.putArray("remarks")::add);
        report.openGrants().stream().sorted().forEach(answer.putArray("openGrants")::add);
        report.broken().ifPresent(place -> {
            answer.put("brokenAt", place.where()).put("because", place.what());
            place.notes().forEach(answer.putArray("notes")::add);
        });
        terminal.answer(answer);
        if (report.broken().isPresent()) {
            Report.Place place = report.broken().get();
            place.notes().forEach(note -> terminal.say("This was signed:\n" + note));
            throw new CommandFailure("The trail is broken at " + place.where() + ": " + place.what() + ".");
        }
        if (!report.openGrants().isEmpty()) {
            terminal.say("Open, as far as the trail goes: grant "
                    + String.join(", ", new TreeSet<>(report.openGrants())) + ".");
        }
        terminal.say("The trail of " + report.origin() + " holds: " + report.entries()
                + " entries, each once, under the signed root " + report.root()
                + (report.checkpoints() == 0
                        ? "."
                        : ", and so do " + report.checkpoints() + " other signed checkpoints."));
        return 0;
    }
}
