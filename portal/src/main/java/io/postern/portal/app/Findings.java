package io.postern.portal.app;

import io.postern.portal.domain.finding.Closing;
import io.postern.portal.domain.finding.Figures;
import io.postern.portal.domain.finding.Finding;
import io.postern.portal.domain.finding.UnhealthyPage;
import java.util.List;

/** What is wrong, what the numbers say, and the order to shut everything. */
public interface Findings {
    Answer<List<Finding>> all();

    /** The first VMs that are unhealthy. */
    Answer<UnhealthyPage> unhealthy();

    Answer<Figures> figures(int hours);

    /** Shuts everything at an NSG; everywhere when that is empty. */
    Answer<Closing> panic(String boundary, String reason);
}
