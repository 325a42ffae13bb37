package io.postern.request.adapter.rest;

import static java.util.Objects.requireNonNullElse;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import io.postern.problems.Fields;
import io.postern.request.adapter.rest.PolicyBody.ConditionsBody;
import io.postern.request.adapter.rest.PolicyBody.PortBody;
import io.postern.request.adapter.rest.PolicyBody.WidestBody;
import io.postern.request.domain.Protection;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a JIT policy is to say of one VM. */
final class PolicyReader {
    /** Beyond any limit of the rules, which count with a sentence of their own. */
    private static final int MOST = 100;

    private static final WidestBody USUAL = new WidestBody(null, null);

    private PolicyReader() {}

    static List<PortLimit> ports(PolicyBody body, Protection defaults) {
        return body.ports() == null
                ? defaults.defaults()
                : Fields.each("ports", body.ports(), MOST, (field, port) -> port(field, port, defaults.longest()));
    }

    static AccessConditions conditions(PolicyBody body) {
        ConditionsBody given = body.conditions();
        return given == null ? AccessConditions.DEFAULT : Fields.read("conditions", given, PolicyReader::conditions);
    }

    private static AccessConditions conditions(ConditionsBody given) {
        AccessConditions usual = AccessConditions.DEFAULT;
        WidestBody widest = requireNonNullElse(given.widestSource(), USUAL);
        return new AccessConditions(
                requireNonNullElse(given.privateNetwork(), usual.privateNetwork()),
                requireNonNullElse(given.anySource(), usual.anySource()),
                requireNonNullElse(widest.ipv4(), usual.widestIpv4Prefix()),
                requireNonNullElse(widest.ipv6(), usual.widestIpv6Prefix()),
                requireNonNullElse(given.mfa(), usual.mfa()),
                given.authenticationContext());
    }

    private static PortLimit port(String field, @Nullable PortBody body, Duration usual) {
        PortBody given = Fields.required(field, body);
        Port number = Fields.read(field + ".port", given.port(), Port::new);
        Protocol protocol = Fields.read(field + ".protocol", requireNonNullElse(given.protocol(), "*"), Protocol::of);
        List<String> sources = given.allowedSources() == null
                ? List.of("*")
                : Fields.each(field + ".allowedSources", given.allowedSources(), MOST, Fields::required);
        Duration longest = Fields.duration(field + ".maxDuration", given.maxDuration());
        return Fields.read(
                field + ".maxDuration",
                requireNonNullElse(longest, usual),
                most -> new PortLimit(new PortAccess(number, protocol), sources, most));
    }
}
