package io.postern.portal.domain.machine;

/**
 * The health of a VM in words, and what to do about it.
 *
 * @param kind the colour that goes with it: {@code ok}, {@code warn}, {@code bad} or {@code plain}
 * @param word one or two words
 * @param why why it is so; empty when all is well
 * @param todo what to do; empty when there is nothing to be done
 */
public record HealthAdvice(String kind, String word, String why, String todo) {
    public String icon() {
        return switch (kind) {
            case "ok" -> "success";
            case "bad" -> "error";
            case "warn" -> "warning";
            default -> "info";
        };
    }

    static HealthAdvice of(Machine vm) {
        String open = vm.openPorts();
        // NB. what cannot be protected may be healthy all the same, because its ports are shut by others: the reason
        // counts
        String code = vm.isUnsupported() && !vm.reason().isEmpty() ? vm.reason() : vm.healthReason();
        HealthAdvice said = switch (code) {
            case "ForeignAllow" ->
                bad(
                        "Bypassed",
                        "A rule that is not Postern's lets traffic in before the deny rule.",
                        "Remove or narrow that rule, or give it a higher number so that a deny rule fits before it.");
            case "BaselinePending" ->
                warn(
                        "Being set up",
                        "The deny rule is not in place yet.",
                        "Wait two minutes; if it stays like this, look at the findings.");
            case "NsgNotReadable" ->
                bad(
                        "Cannot be seen",
                        "Its network security group cannot be read, so nobody knows what it lets in.",
                        "Give the enforcer the right to read network security groups.");
            case "ManagementPortsOpen" ->
                bad(
                        "Exposed",
                        "Management ports are open to the network" + (open.isEmpty() ? "." : ": " + open + "."),
                        "Enable JIT: they are then closed, and open on request only.");
            case "NoNsgOrFirewall" ->
                plain(
                        "Not applicable",
                        "Neither a network security group nor a firewall guards it.",
                        "Attach a network security group to its network interface or subnet.");
            case "NoNetworkInterface" ->
                plain("Not applicable", "It has no network interface.", "Attach a network interface.");
            case "NoPrivateAddress" ->
                bad(
                        "Cannot be protected",
                        "A network interface shows no private address, so no rule can name it.",
                        "Give it an address, or let the enforcer read it.");
            case "Ipv6PrivateAddress" ->
                bad(
                        "Cannot be protected",
                        "It has an IPv6 address, which no deny rule would cover.",
                        "Remove the IPv6 configuration of its network interface.");
            case "FirewallPolicy" ->
                bad(
                        "Cannot be protected",
                        "It is behind a firewall whose rules a firewall policy holds.",
                        "Lead its route past that firewall, or use a firewall with classic rules.");
            case "VmDeleted" ->
                bad("Gone", "The VM was deleted in Azure; only its policy is left.", "Remove its protection.");
            case "NotAssessed" -> plain("Not known yet", "It was not looked at yet.", "Wait a minute.");
            default -> vm.isUnsupported() ? bad("Cannot be protected", "", "") : byLevel(vm.health());
        };
        // NB. the enforcer's own sentence names the rule or the resource and says what to do, so it says more than
        // these
        return vm.detail().isEmpty() || said.kind().equals("ok")
                ? said
                : new HealthAdvice(said.kind(), said.word(), vm.detail(), "");
    }

    private static HealthAdvice byLevel(String level) {
        return switch (level) {
            case "healthy" -> new HealthAdvice("ok", "Healthy", "", "");
            case "unhealthy" -> bad("Unhealthy", "", "");
            case "not-applicable" -> plain("Not applicable", "", "");
            default -> plain("Not known", "", "");
        };
    }

    private static HealthAdvice bad(String word, String why, String todo) {
        return new HealthAdvice("bad", word, why, todo);
    }

    private static HealthAdvice warn(String word, String why, String todo) {
        return new HealthAdvice("warn", word, why, todo);
    }

    private static HealthAdvice plain(String word, String why, String todo) {
        return new HealthAdvice("plain", word, why, todo);
    }
}
