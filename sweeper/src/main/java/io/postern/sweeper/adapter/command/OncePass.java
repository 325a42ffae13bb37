package io.postern.sweeper.adapter.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.sweeper.app.SweepPass;
import io.postern.sweeper.domain.PassReport;
import io.postern.sweeper.domain.Swept;
import io.postern.sweeper.domain.Swept.Fate;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Locale;

/** One pass for a person or a scheduler: a JSON line a rule, then one that sums up. */
public final class OncePass {
    private final ObjectMapper json = new ObjectMapper();
    private final SweepPass pass;
    private final Clock clock;
    private final PrintStream out;

    public OncePass(SweepPass pass, Clock clock, PrintStream out) {
        this.pass = pass;
        this.clock = clock;
        this.out = out;
    }

    /** The exit status: 1 when something overdue may still stand. */
    public int run(boolean rehearsal) throws InterruptedException {
        PassReport report = pass.run(rehearsal, clock.instant());
        report.swept().forEach(this::print);
        ObjectNode summary = json.createObjectNode();
        summary.put("removed", report.count(Fate.REMOVED));
        summary.put("failed", report.failed());
        summary.put("spared", report.count(Fate.SPARED));
        report.unlisted().forEach(summary.putArray("unlisted")::add);
        report.untimely().forEach(summary.putArray("untimely")::add);
        report.firewallsHidden().forEach(summary.putArray("firewallsHidden")::add);
        out.println(summary);
        return report.complete()
                        && report.failed() == 0
                        && report.firewallsHidden().isEmpty()
                ? 0
                : 1;
    }

    private void print(Swept swept) {
        ObjectNode line = json.createObjectNode();
        line.put("rule", swept.overdue().rule().name());
        line.put("boundary", swept.overdue().rule().boundary().value());
        line.put("end", swept.overdue().end().toString());
        line.put("fate", swept.fate().name().toLowerCase(Locale.ROOT));
        line.put("detail", swept.detail());
        out.println(line);
    }
}
