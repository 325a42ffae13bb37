package io.postern.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a closure receipt can be believed, by itself and beside its log. */
class ClosureReceiptTest extends VerifiedLog {
    private final List<String> entries = new ArrayList<>(List.of(
            Events.approved("09:00:00", "09:45:00"),
            Events.plain("x"),
            Events.applied("09:00:01", "09:30:00").replace("\"until\"", "\"ruleName\":\"postern-demo-g\",\"until\""),
            Events.removed("09:30:00.400", "expired")));
    private String text = "";

    @BeforeEach
    void published() throws Exception {
        log.publish(entries);
        text = """
                postern closure receipt v1
                postern.example/test
                request R
                approved leaf=0 at=2026-11-21T09:00:00Z notAfter=2026-11-21T09:45:00Z
                opened leaf=2 grant=G at=2026-11-21T09:00:01Z from=2026-11-21T09:00:01Z until=2026-11-21T09:30:00Z \
                rule=postern-demo-g vm=/vm/web-1
                closed leaf=3 grant=G at=2026-11-21T09:30:00.400Z how=expired
                tree size=4 root=ROOT
                """.replace("ROOT", root(4));
    }

    @Test
    void aReceiptHoldsByItselfAndBesideItsLog() throws Exception {
        Path file = signed(text);

        assertThat(alone(file).broken()).isEmpty();
        ClosureReceipt receipt = alone(file).receipt().orElseThrow();
        assertThat(receipt.request()).isEqualTo("R");
        assertThat(receipt.late(receipt.openings().getFirst()).toMillis()).isEqualTo(400);
        assertThat(besideTheLog(file).broken()).isEmpty();
    }

    @Test
    void aReceiptHoldsBesideALogThatWentOn() throws Exception {
        entries.add(Events.plain("y"));
        log.publish(entries);

        assertThat(besideTheLog(signed(text)).broken()).isEmpty();
    }

    @Test
    void aForgedOrAlteredReceiptProvesNothing() throws Exception {
        String note = log.sign(text);

        assertBroken(write(log.forged().sign(text)), "no valid signature");
        assertBroken(write(note.replace("09:30:00Z", "09:31:00Z")), "no valid signature");
        assertBroken(write(note.replace("request R", "request S")), "no valid signature");
        assertBroken(write(text), "not a signed note");
        assertBroken(write(""), "not a signed note");
        assertBroken(write(log.note(entries)), "signed, but no closure receipt");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "closed leaf=3|closing leaf=3|cannot be understood",
                "closed leaf=3 grant=G|closed leaf=3 grant=H|still open",
                "notAfter=2026-11-21T09:45:00Z|notAfter=2026-11-21T09:29:59Z|otherwise than approved",
                "at=2026-11-21T09:30:00.400Z|at=2026-11-21T08:30:00Z|before it was open",
                "at=2026-11-21T09:30:00.400Z|at=noon|a time in it is none",
                "leaf=3|leaf=4|its leaves are not",
                "leaf=3|leaf=2|its leaves are not",
                "tree size=4|tree size=04|names no tree",
                "postern.example/test|postern.example/other|but the key is that of",
            })
    void whatIsSignedAndSaysNoClosingIsNoReceipt(String from, String to, String because) throws Exception {
        assertBroken(signed(text.replace(from, to)), because);
    }

    @Test
    void aReceiptThatTellsOtherwiseThanTheLogIsFound() throws Exception {
        assertOtherwise(
                signed(text.replace("until=2026-11-21T09:30:00Z", "until=2026-11-21T09:20:00Z")), "no such opening");
        assertOtherwise(signed(text.replace("vm=/vm/web-1", "vm=/vm/web-2")), "no such opening");
        assertOtherwise(signed(text.replace("rule=postern-demo-g", "rule=other")), "no such opening");
        assertOtherwise(
                signed(text.replace("from=2026-11-21T09:00:01Z", "from=2026-11-21T09:00:02Z")), "no such opening");
        assertOtherwise(signed(text.replace("how=expired", "how=released")), "no such closing");
        assertOtherwise(
                signed(text.replace("notAfter=2026-11-21T09:45:00Z", "notAfter=2026-11-21T09:46:00Z")),
                "no such approval");
        assertOtherwise(signed(text.replace("request R", "request S")), "no such");
        String other = Base64.getEncoder().encodeToString(new byte[32]);
        assertOtherwise(signed(text.replace(root(4), other)), "split view");

        assertOtherwise(
                signed(text.replaceFirst(
                        "approved leaf=0 .*\n",
                        "approved leaf=1 at=2026-11-21T09:00:00Z notAfter=2026-11-21T09:45:00Z\n")),
                "no such approval");

        log.publish(entries.subList(0, 3));
        assertOtherwise(signed(text), "cut back");
    }

    @Test
    void whatTheReceiptLeavesOutOfItsTreeIsFoundAndWhatCameLaterIsRemarked() throws Exception {
        entries.add(Events.extension(Events.approved("09:20:00", "09:50:00")));
        entries.add(Events.grant("G2", Events.applied("09:40:00", "09:50:00")));
        entries.add(Events.grant("G2", Events.removed("09:50:00", "expired")));
        log.publish(entries);

        ReceiptVerifier.Finding finding = besideTheLog(signed(text));
        assertThat(finding.broken()).isEmpty();
        assertThat(finding.remarks())
                .singleElement()
                .asString()
                .contains("opened again after this receipt", "grant G2 in entry 5");

        String later = text.replaceFirst("tree .*\n", "tree size=7 root=" + root(7) + "\n");
        assertOtherwise(signed(later), "says nothing of the approval in entry 4");
        assertOtherwise(
                signed(later.replaceFirst(
                        "opened ", "approved leaf=4 at=2026-11-21T09:20:00Z notAfter=2026-11-21T09:50:00Z\nopened ")),
                "says nothing of the opening of grant G2 in entry 5");
    }

    @Test
    void anOpeningByAClockBehindThatOfTheApprovalIsWithinIt() throws Exception {
        assertThat(alone(signed(text.replace(
                                "approved leaf=0 at=2026-11-21T09:00:00Z", "approved leaf=0 at=2026-11-21T09:01:05Z")))
                        .broken())
                .isEmpty();
        assertBroken(
                signed(text.replace(
                        "approved leaf=0 at=2026-11-21T09:00:00Z", "approved leaf=0 at=2026-11-21T09:01:07Z")),
                "otherwise than approved");
    }

    private void assertBroken(Path receipt, String because) {
        assertThat(alone(receipt).broken())
                .hasValueSatisfying(place -> assertThat(place.what()).contains(because));
    }

    private void assertOtherwise(Path receipt, String because) {
        assertThat(alone(receipt).broken()).isEmpty();
        assertThat(besideTheLog(receipt).broken())
                .hasValueSatisfying(place -> assertThat(place.what()).contains(because));
    }

    private ReceiptVerifier.Finding alone(Path receipt) {
        return new ReceiptVerifier().verify(receipt, log.keyFile());
    }

    private ReceiptVerifier.Finding besideTheLog(Path receipt) {
        return new ReceiptVerifier().verify(receipt, Evidence.of(log.file(""), log.keyFile()), NOW);
    }

    private String root(int size) {
        return Base64.getEncoder().encodeToString(LogFixture.tree(entries.subList(0, size)));
    }

    private Path signed(String receipt) throws Exception {
        return write(log.sign(receipt));
    }

    private Path write(String note) throws Exception {
        return Files.writeString(dir.resolve("receipt"), note);
    }
}
