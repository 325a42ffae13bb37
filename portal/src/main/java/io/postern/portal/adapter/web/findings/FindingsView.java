package io.postern.portal.adapter.web.findings;

import io.postern.portal.app.Answer;
import io.postern.portal.domain.finding.Finding;
import io.postern.portal.domain.finding.Severity;
import io.postern.portal.domain.finding.Unhealthy;
import io.postern.portal.domain.finding.UnhealthyPage;
import java.util.List;

/**
 * What is wrong, as the page shows it.
 *
 * @param more whether more VMs are unhealthy than are shown
 * @param mayShut whether whoever looks may shut everything
 */
public record FindingsView(
        List<Finding> findings,
        String trouble,
        List<Unhealthy> machines,
        boolean more,
        String machinesTrouble,
        boolean mayShut) {
    private static final int SHOWN = 200;

    static FindingsView of(Answer<List<Finding>> findings, Answer<UnhealthyPage> machines, boolean mayShut) {
        UnhealthyPage page = machines.or(new UnhealthyPage(List.of(), null));
        return new FindingsView(
                findings.or(List.of()),
                findings.trouble(),
                page.value(),
                page.next() != null,
                machines.trouble(),
                mayShut);
    }

    /** The worst, as many as one page takes: a rule gone wrong may be wrong at thousands of VMs. */
    public List<Finding> worst() {
        return findings.stream().limit(SHOWN).toList();
    }

    /** How many there are beyond those. */
    public int left() {
        return Math.max(0, findings.size() - SHOWN);
    }

    public long high() {
        return count(Severity.HIGH);
    }

    public long medium() {
        return count(Severity.MEDIUM);
    }

    public long low() {
        return count(Severity.LOW);
    }

    private long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.what().severity() == severity)
                .count();
    }
}
