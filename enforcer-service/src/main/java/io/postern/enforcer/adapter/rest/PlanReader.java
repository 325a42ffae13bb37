package io.postern.enforcer.adapter.rest;

import io.postern.contracts.event.Target;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import io.postern.enforcer.domain.plan.Wish;
import io.postern.problems.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a body into a wish, or says which field cannot be one. */
final class PlanReader {
    /** Bounds of reading: more than a request ever names. */
    static final int MOST = 100;

    private PlanReader() {}

    static Wish read(@Nullable PlanBody given) {
        PlanBody body = Fields.required("body", given);
        List<Target> targets = Fields.some("targets", body.targets(), MOST, PlanReader::target);
        if (targets.stream().map(Target::vm).distinct().count() != targets.size()) {
            throw Fields.wrong("targets", "a virtual machine is named twice");
        }
        List<Cidr> sources =
                Fields.some("sources", body.sources(), MOST, (field, text) -> Fields.read(field, text, Cidr::parse));
        if ((body.duration() == null) == (body.endsAt() == null)) {
            throw Fields.wrong("duration", "name either a duration or endsAt");
        }
        return new Wish(
                targets,
                sources,
                Fields.duration("duration", body.duration()),
                Fields.instant("endsAt", body.endsAt()));
    }

    private static Target target(String field, PlanBody.@Nullable TargetBody body) {
        PlanBody.TargetBody target = Fields.required(field, body);
        VmId vm = Fields.read(field + ".vm", target.vm(), VmId::new);
        List<PortAccess> ports = Fields.some(field + ".ports", target.ports(), MOST, PlanReader::port);
        return Fields.read(field, ports, named -> new Target(vm, named));
    }

    static PortAccess port(String field, PlanBody.@Nullable PortBody body) {
        PlanBody.PortBody port = Fields.required(field, body);
        return new PortAccess(
                Fields.read(field + ".port", port.port(), Port::new),
                Fields.read(field + ".protocol", port.protocol(), Protocol::of));
    }
}
