package io.postern.approval;

import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests and people to test with. */
public final class Requests {
    public static final String TENANT = "11111111-1111-1111-1111-111111111111";
    public static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";
    public static final String GROUP = "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/contoso";
    public static final String APPROVERS = "33333333-0000-0000-0000-000000000001";
    public static final String SECURITY = "33333333-0000-0000-0000-000000000002";
    public static final String ONCALL = "33333333-0000-0000-0000-000000000003";
    public static final PersonId REQUESTER = person(1);
    public static final PersonId APPROVER = person(2);
    public static final PersonId SECOND_APPROVER = person(3);
    public static final PersonId OUTSIDER = person(6);
    public static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    private Requests() {}

    public static PersonId person(int number) {
        return new PersonId(TENANT, "22222222-0000-0000-0000-00000000000" + number);
    }

    public static VmId vm(String name) {
        return new VmId(GROUP + "/providers/Microsoft.Compute/virtualMachines/" + name);
    }

    public static RequestSubmitted lasting(Duration duration, String... vms) {
        return of(REQUESTER, duration, null, vms);
    }

    public static RequestSubmitted endingAt(Instant endsAt, String... vms) {
        return of(REQUESTER, null, endsAt, vms);
    }

    public static RequestSubmitted of(
            PersonId requester, @Nullable Duration duration, @Nullable Instant endsAt, String... vms) {
        List<PortAccess> ssh = List.of(new PortAccess(new Port(22), Protocol.TCP));
        return new RequestSubmitted(
                RequestId.next(),
                requester,
                Arrays.stream(vms).map(name -> new Target(vm(name), ssh)).toList(),
                duration,
                endsAt,
                null,
                new RequestSubmitted.Personal(
                        "Robin Requester", List.of(Cidr.parse("203.0.113.7/32")), "disk full", "bm9uY2U"));
    }
}
