package io.postern.portal.adapter.web.machine;

import io.postern.portal.testing.PortalWorld;
import io.postern.portal.testing.StubServices;
import java.util.List;

/** VMs as request-service would tell of them, and what the enforcer says about them. */
final class Fleet {
    static final String VMS = "/api/v1/virtual-machines";
    static final String HOSTILE = "<script>alert('x')</script>";
    private static final String GROUP = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/contoso";

    private Fleet() {}

    static StubServices services() {
        return PortalWorld.services();
    }

    static String id(String name) {
        return GROUP + "/providers/Microsoft.Compute/virtualMachines/" + name;
    }

    static String nsg(String name) {
        return GROUP + "/providers/Microsoft.Network/networkSecurityGroups/" + name;
    }

    /** A protected VM that somebody with a hostile name uses right now. */
    static String configured(String name) {
        return vm(name, "configured", "healthy", """
                "policy":"%s/providers/Microsoft.Security/locations/westeurope/jitNetworkAccessPolicies/default","policyVersion":7,
                "ports":[{"port":22,"protocol":"*","allowedSources":["*"],"maxDuration":"PT8H"},
                         {"port":3389,"protocol":"TCP","allowedSources":["198.51.100.0/24"],"maxDuration":"PT1H30M"}],
                "approvedRequests":3,"activeNow":true,"lastAccess":"2026-11-21T10:00:00Z",
                "lastUser":{"tenant":"t","oid":"u","name":"%s"},""".formatted(GROUP, HOSTILE));
    }

    static String open(String name) {
        return vm(name, "not-configured", "unhealthy", """
                "healthReason":"ManagementPortsOpen","openManagementPorts":[22],"ports":[],"approvedRequests":0,"activeNow":false,""");
    }

    static String unsupported(String name) {
        return vm(name, "unsupported", "not-applicable", """
                "healthReason":"NoNsgOrFirewall","detail":"No NSG guards network interface %s; attach one.",
                "ports":[],"approvedRequests":0,"activeNow":false,""".formatted(HOSTILE));
    }

    private static String vm(String name, String list, String health, String more) {
        return """
                {"id":"%s","name":"%s","location":"westeurope","os":"Linux","list":"%s","health":"%s",%s
                 "status":"x","openManagementPorts":[],
                 "interfaces":[{"id":"%s/nic","privateAddresses":["10.0.0.4"],"publicAddresses":["203.0.113.50"],
                  "nsgs":["%s"],"applicationSecurityGroups":[]}]}""".formatted(id(name), name, list, health, more, GROUP, nsg("web-nsg"));
    }

    static void list(String next, String... vms) {
        services()
                .on(
                        "GET",
                        VMS,
                        200,
                        "{\"value\":[" + String.join(",", vms) + "],"
                                + (next.isEmpty() ? "" : "\"next\":\"" + next + "\",")
                                + "\"counts\":{\"configured\":4321,\"notConfigured\":17,\"unsupported\":2}}")
                .on(
                        "GET",
                        VMS + "/resource-groups",
                        200,
                        "{\"value\":[{\"subscription\":\"s1\",\"resourceGroup\":\"contoso\",\"virtualMachines\":7}]}");
    }

    static void one(String name, String json) {
        services().on("GET", VMS + id(name), 200, json);
    }

    static void policy(String name, String etag) {
        services().on("GET", VMS + id(name) + "/jit-policy", 200, """
                        {"virtualMachine":"%s","policy":"p","etag":"\\"%s\\"",
                         "ports":[{"port":22,"protocol":"*","allowedSources":["*"],"maxDuration":"PT8H"}],
                         "conditions":{"privateNetwork":false,"anySource":false,"widestSource":{"ipv4":24,"ipv6":56},"mfa":true}}""".formatted(id(name), etag));
    }

    static void deny(String bypass) {
        services().on("POST", "/api/v1/plans/baseline", 200, """
                        {"known":true,"possible":true,"boundaries":[{"nsg":"%s","rules":[{"name":"postern-demo-deny-1",
                         "priority":1001,"direction":"Inbound","access":"Deny","protocol":"*","ports":["22"],"sources":["*"],
                         "destinations":["10.0.0.4"],"stands":true}],"bypasses":[%s]}]}""".formatted(
                        nsg("web-nsg"), bypass.isEmpty() ? "" : "\"" + bypass + "\""));
    }

    static void requests(String... requests) {
        services()
                .on("GET", "/api/v1/access-requests", 200, "{\"value\":[" + String.join(",", List.of(requests)) + "]}");
    }

    static String request(String name, String state, String connect) {
        return """
                {"id":"01JD0000000000000000000001","state":"%s","requester":{"tenant":"t","oid":"u","name":"%s"},
                 "targets":[{"vm":"%s","ports":[22]}],"sources":["203.0.113.7/32"],"justification":"%s",
                 "submittedAt":"2026-11-21T10:00:00Z","extensions":[],
                 "grants":[{"id":"g","vm":"%s","ports":[22],"state":"%s","until":"2036-11-21T11:00:00Z",
                  "ruleName":"postern-demo-g-1"%s}]}""".formatted(state, HOSTILE, id(name), HOSTILE, id(name), state, connect);
    }

    static void findings() {
        services().on("GET", "/api/v1/findings", 200, """
                        [{"boundary":"%s","kind":"altered","rule":"r","detail":"a rule of ours was changed","since":"2026-11-21T10:00:00Z"},
                         {"boundary":"%s","kind":"bypass","rule":"r","detail":"somewhere else"},
                         {"kind":"clock","rule":"r","detail":"the clock is off"}]""".formatted(nsg("WEB-NSG"), nsg("other-nsg")));
    }
}
