package io.postern.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.cli.CommandFailure;
import io.postern.cli.stack.Layout;
import io.postern.cli.stack.StackSettings;
import io.postern.cli.verify.ClosureReceipt;
import io.postern.cli.verify.Evidence;
import io.postern.cli.verify.LogSource;
import io.postern.cli.verify.ReceiptVerifier;
import io.postern.cli.verify.Report;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a closure receipt, offline. */
@Command(
        name = "receipt",
        description = {
            "Checks a closure receipt: the signed statement that a request was opened as approved and is closed.",
            "audit-service gives it at /api/v1/receipts/<request>; nothing needs to run to check it."
        },
        footer = {
            "",
            "Examples:",
            "  ./postern audit receipt 01KAJ5X9Q2V7N3M8R4T6W0Y1ZA.receipt",
            "  ./postern audit receipt my.receipt --key audit-note.pub --json",
            "  ./postern audit receipt my.receipt --key audit-note.pub --log https://audit.example.com/"
        })
final class ReceiptCommand implements Callable<Integer> {
    @Mixin
    Terminal terminal = new Terminal();

    @Parameters(paramLabel = "FILE", description = "The receipt.")
    Path file = Path.of("");

    @Option(names = "--key", paramLabel = "FILE", description = "The log's public key; by default the local stack's.")
    @Nullable
    Path key;

    @Option(
            names = "--log",
            paramLabel = "DIR|URL",
            description = "The log that it is from: then the whole log is checked, and that it tells the same.")
    @Nullable
    String log;

    @Option(
            names = "--approval-keys",
            paramLabel = "FILE",
            description =
                    "With --log: public keys that approvals are signed with (a JWK set); their signatures are checked too.")
    @Nullable
    Path approvalKeys;

    @Override
    public Integer call() {
        Path publicKey = key == null
                ? new Layout(StackSettings.standard(terminal.environment()).home()).auditPublicKey()
                : key;
        if (approvalKeys != null && log == null) {
            throw new CommandFailure("Approvals are in the log: give --log as well as --approval-keys.");
        }
        for (Path needed : Stream.of(file, publicKey, approvalKeys)
                .filter(Objects::nonNull)
                .toList()) {
            AuditLog.requireFile(needed);
        }
        return tell(AuditLog.checked("The receipt", () -> check(publicKey)));
    }

    private ReceiptVerifier.Finding check(Path publicKey) {
        ReceiptVerifier verifier = new ReceiptVerifier();
        if (log == null) {
            return verifier.verify(file, publicKey);
        }
        LogSource source = AuditLog.at(log);
        Evidence evidence =
                new Evidence(source, publicKey, List.of(), Optional.empty(), Optional.ofNullable(approvalKeys));
        return verifier.verify(file, evidence, Instant.now());
    }

    private int tell(ReceiptVerifier.Finding finding) {
        ObjectNode answer = terminal.object().put("holds", finding.broken().isEmpty());
        if (finding.broken().isPresent()) {
            Report.Place place = finding.broken().get();
            answer.put("brokenAt", place.where()).put("because", place.what());
            place.notes().forEach(answer.putArray("notes")::add);
            terminal.answer(answer);
            throw new CommandFailure(
                    "The receipt proves nothing. " + capital(place.where()) + ": " + place.what() + ".");
        }
        ClosureReceipt receipt = finding.receipt().orElseThrow();
        answer.put("origin", receipt.origin())
                .put("request", receipt.request())
                .put("entries", receipt.size())
                .put("comparedWithLog", log != null);
        var grants = answer.putArray("grants");
        for (ClosureReceipt.Opening opening : receipt.openings()) {
            grants.addObject()
                    .put("grant", opening.grant())
                    .put("vm", opening.vm())
                    .put("rule", opening.rule())
                    .put("opened", opening.at().toString())
                    .put("until", opening.until().toString())
                    .put("closedMillisAfterEnd", receipt.late(opening).toMillis());
            terminal.say("Grant " + opening.grant() + ": open from " + opening.at() + ", until " + opening.until()
                    + " at most as approved, and closed "
                    + (receipt.late(opening).isNegative()
                            ? "before that."
                            : receipt.late(opening).toMillis() + " ms after."));
        }
        finding.remarks().forEach(answer.putArray("remarks")::add);
        terminal.answer(answer);
        finding.remarks().forEach(remark -> terminal.say("Remark: " + remark + "."));
        terminal.say("The receipt holds: " + receipt.origin() + " attests that request " + receipt.request()
                + " was opened as approved and is closed"
                + (finding.remarks().isEmpty() ? "" : " as of entry " + receipt.size())
                + (log == null ? "." : ", and its log tells the same."));
        return 0;
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
