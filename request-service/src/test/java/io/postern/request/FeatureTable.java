package io.postern.request;

import static io.postern.request.Feature.elsewhere;
import static io.postern.request.Feature.notBuilt;
import static io.postern.request.Feature.shown;

import java.util.List;

/** All that just-in-time access in Azure does, row by row, and who stands for each row here. */
final class FeatureTable {
    private static final String ENFORCER = "enforcer-service/src/test/java/io/postern/enforcer/";
    private static final String WRITES_RULES = "Only enforcer-service reads and writes NSGs.";

    static final List<Feature> ROWS = List.of(
            shown("F01", "policies are made, shown, listed in four ways and deleted", FeaturePolicies::lifeOfAPolicy),
            shown("F02", "a PUT replaces the whole list of VMs", FeaturePolicies::putReplacesAll),
            shown("F03", "what a port rule may say", FeaturePolicies::portRules),
            shown("F04", "ports, sources and durations unless said otherwise", FeaturePolicies::defaults),
            shown("F05", "names of policy and VM are 56 characters long at most", FeaturePolicies::lengthOfNames),
            elsewhere(
                    "F06",
                    "a deny rule before every protected VM",
                    WRITES_RULES,
                    ENFORCER + "app/OpeningAndClosingTest.java",
                    ENFORCER + "app/SeveralBoundariesTest.java"),
            elsewhere("F07", "where that rule ranks", WRITES_RULES, ENFORCER + "domain/boundary/PrioritiesTest.java"),
            elsewhere(
                    "F08",
                    "rules of others that let through what the deny should stop",
                    WRITES_RULES + " Intake shows its finding: F22.",
                    ENFORCER + "domain/inventory/AssessmentTest.java",
                    ENFORCER + "domain/boundary/PrioritiesTest.java"),
            elsewhere(
                    "F09",
                    "rules of others stay as they are",
                    WRITES_RULES,
                    ENFORCER + "app/OpeningAndClosingTest.java",
                    ENFORCER + "app/UnprotectTest.java"),
            shown("F10", "access is asked for within what a policy allows", FeatureRequests::withinThePolicy),
            shown("F11", "an end or a length, and not both", FeatureRequests::endOrLength),
            shown("F12", "who names no source is asked for at their own address", FeatureRequests::ownAddress),
            shown("F13", "many VMs, ports and sources at once: all or nothing", FeatureRequests::allOrNothing),
            shown("F14", "how each port stands, from the answer to the end", FeatureStories::standing),
            elsewhere(
                    "F15",
                    "an allow rule for a grant",
                    WRITES_RULES,
                    ENFORCER + "app/OpeningAndClosingTest.java",
                    ENFORCER + "domain/boundary/PrioritiesTest.java"),
            elsewhere(
                    "F16", "every NSG on the way is opened", WRITES_RULES, ENFORCER + "app/SeveralBoundariesTest.java"),
            elsewhere(
                    "F17",
                    "the rule goes at the end",
                    "expiry-service keeps the time, enforcer-service takes the rule away; intake shows it: F14.",
                    "expiry-service/src/test/java/io/postern/expiry/ExpiryTest.java",
                    ENFORCER + "app/OpeningAndClosingTest.java"),
            shown("F18", "two people at one port do not push each other out", FeatureStories::sideBySide),
            elsewhere(
                    "F19",
                    "how long it takes until a port is open",
                    "Intake's part is its answer, which is measured and not tested; the way to the rule is the enforcer's.",
                    ENFORCER + "journey/EnforcerJourneyTest.java"),
            shown("F20", "what was asked for lately, and who was there last", FeatureStories::history),
            shown("F21", "three lists of VMs, with reasons", FeatureInventory::lists),
            shown("F22", "healthy, unhealthy or not applicable", FeatureInventory::health),
            shown("F23", "who may configure, ask and read", FeatureRights::matrix),
            shown("F24", "one id leads from the request to the end of its rule", FeatureStories::trail),
            notBuilt(
                    "F25",
                    "what happened on one VM, as CSV",
                    "Exports are the audit trail's, and it has none yet; intake lists the requests of one VM as JSON."),
            elsewhere(
                    "F26",
                    "own rules that nobody needs any more are taken away",
                    WRITES_RULES + " The sweeper takes away what is overdue without it.",
                    ENFORCER + "app/DriftTest.java",
                    ENFORCER + "app/UnprotectTest.java",
                    "sweeper/src/test/java/io/postern/sweeper/app/SweepPassTest.java"),
            elsewhere(
                    "F27",
                    "own rules that somebody changed are repaired",
                    WRITES_RULES,
                    ENFORCER + "app/DriftTest.java"),
            shown(
                    "F28",
                    "a VM behind an Azure Firewall: its address kept, and the port that leads to the VM told",
                    FeatureInventory::firewall),
            shown("F29", "one call to protect a VM, one to ask with what its policy says", FeatureInventory::oneClick),
            notBuilt(
                    "F30",
                    "AWS",
                    "Postern guards Azure's VMs alone: every id is one of Azure Resource Manager, and others are refused."),
            shown("F31", "many VMs are protected at once, and once more does no harm", FeatureInventory::bulk));

    private FeatureTable() {}
}
