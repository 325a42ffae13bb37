package io.postern.portal.domain.finding;

import io.postern.portal.domain.AzureId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Commands of az for what was found, with every name in its place and none that a shell would take for more. */
final class Commands {
    private static final Pattern PLAIN = Pattern.compile("[-A-Za-z0-9._/:@]+");

    private Commands() {}

    static List<String> of(FindingKind kind, @Nullable String boundary, String rule) {
        if (kind == FindingKind.CLOCK) {
            return List.of("timedatectl timesync-status");
        }
        if (boundary == null) {
            return List.of();
        }
        AzureId id = new AzureId(boundary);
        boolean nsg = boundary.toLowerCase(Locale.ROOT).contains("/networksecuritygroups/");
        String where = " --subscription " + word(id.subscription()) + " --resource-group " + word(id.group());
        List<String> commands = new ArrayList<>();
        switch (kind) {
            case BYPASS, INEFFECTIVE -> {
                commands.add("az network nsg rule list" + where + " --nsg-name " + word(id.name()) + " --output table");
                commands.add("az network nsg rule update" + where + " --nsg-name " + word(id.name())
                        + " --name FOREIGN_RULE --priority HIGHER_NUMBER");
            }
            case ORPHAN_ALLOW, WIPED, ALTERED ->
                commands.add("az monitor activity-log list --resource-id "
                        + word(boundary)
                        + " --offset 7d --query \"[].{when:eventTimestamp,who:caller,what:operationName.value}\""
                        + " --output table");
            case UNRECORDED_DENY -> commands.add(removal(nsg, where, id, rule));
            case LOCKED -> {
                commands.add("az lock list" + where + " --output table");
                commands.add("az lock delete --ids LOCK_ID");
                commands.add(removal(nsg, where, id, rule));
            }
            case FORBIDDEN, RULES_ONLY ->
                commands.add(
                        "az role assignment create --assignee ENFORCERS_OBJECT_ID --role \"Network Contributor\" --scope "
                                + word(boundary));
            case CLOCK, POLICY_UNANSWERED, NO_UNPROTECT, OTHER -> {
                // Nothing in Azure has to change.
            }
        }
        commands.removeIf(String::isEmpty);
        return commands;
    }

    private static String removal(boolean nsg, String where, AzureId id, String rule) {
        return nsg && !rule.isEmpty()
                ? "az network nsg rule delete" + where + " --nsg-name " + word(id.name()) + " --name " + word(rule)
                : "";
    }

    /** One word for a shell, whatever is in it. */
    static String word(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
