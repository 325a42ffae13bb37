package io.postern.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.cli.CommandFailure;
import io.postern.cli.stack.Layout;
import io.postern.cli.stack.StackSettings;
import io.postern.cli.verify.Report;
import io.postern.cli.verify.TrailVerifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
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
            "  ./postern audit verify --log copy/of/the/log --key audit-note.pub"
        })
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    Terminal terminal = new Terminal();

    @Option(names = "--log", paramLabel = "DIR", description = "The published log; by default the local stack's.")
    @Nullable
    Path log;

    @Option(names = "--key", paramLabel = "FILE", description = "The public key; by default the local stack's.")
    @Nullable
    Path key;

    @Override
    public Integer call() {
        Path dir = log;
        Path publicKey = key;
        if (dir == null || publicKey == null) {
            Layout layout = new Layout(StackSettings.standard(System.getenv()).home());
            dir = dir == null ? layout.auditLog() : dir;
            publicKey = publicKey == null ? layout.auditPublicKey() : publicKey;
        }
        if (!Files.isDirectory(dir)) {
            throw new CommandFailure("There is no audit log in " + dir + ": name one with --log, or run ./postern up.");
        }
        Report report = new TrailVerifier().verify(dir, publicKey, Instant.now());
        return tell(report);
    }

    private int tell(Report report) {
        ObjectNode answer = terminal.object()
                .put("origin", report.origin())
                .put("entries", report.entries())
                .put("root", report.root())
                .put("holds", report.holds());
        report.remarks().forEach(remark -> terminal.say("Remark: " + remark + "."));
        report.remarks().forEach(answer.putArray("remarks")::add);
        report.broken().ifPresent(place -> answer.put("brokenAt", place.where()).put("because", place.what()));
        terminal.answer(answer);
        if (report.broken().isPresent()) {
            Report.Place place = report.broken().get();
            throw new CommandFailure("The trail is broken at " + place.where() + ": " + place.what() + ".");
        }
        terminal.say("The trail of " + report.origin() + " holds: " + report.entries()
                + " entries, each once, under the signed root " + report.root() + ".");
        return 0;
    }
}
