package io.postern.portal.adapter.web.access;

import io.postern.portal.testing.PortalWorld;
import io.postern.portal.testing.StubServices;

/** What the services of the tests tell about one VM and requests for it. */
final class Told {
    static final String VM = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/contoso"
            + "/providers/Microsoft.Compute/virtualMachines/web-1";
    static final String ID = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    static final String REQUESTS = "/api/v1/access-requests";

    private Told() {}

    static StubServices services() {
        return PortalWorld.services();
    }

    /** A VM with three ports, one of them for an office alone, and somebody who is seen to come from 203.0.113.7. */
    static void world() {
        services().reset();
        services().on("GET", "/api/v1/virtual-machines" + VM, 200, """
                {"id":"%s","name":"web-1","location":"westeurope","os":"Linux","list":"configured","health":"healthy",
                 "status":"protected","ports":[
                  {"port":22,"protocol":"TCP","allowedSources":["*"],"maxDuration":"PT8H"},
                  {"port":3389,"protocol":"TCP","allowedSources":["*"],"maxDuration":"PT3H"},
                  {"port":8443,"protocol":"*","allowedSources":["198.51.100.0/24"],"maxDuration":"PT1H"}],
                 "interfaces":[{"id":"nic","privateAddresses":["10.0.0.4"],"publicAddresses":["192.0.2.10"],"nsgs":[]}],
                 "openManagementPorts":[],"approvedRequests":1,"activeNow":false}""".formatted(VM));
        services().on("GET", "/api/v1/my-address", 200, "{\"address\":\"203.0.113.7\",\"kind\":\"public\"}");
        services().on("GET", REQUESTS, 200, "{\"value\":[]}");
        dryRun(
                "{\"known\":true,\"decision\":\"automatic\",\"detail\":\"Approved at once, nobody is asked.\",\"rule\":\"short\"}");
    }

    /** The answer to dry runs, and to requests, which come to the same address. */
    static void dryRun(String forecast) {
        services().on("POST", REQUESTS, 200, """
                {"state":"pending","sources":["203.0.113.7/32"],"targets":[],"dryRun":{"decision":"accepted","approval":%s,
                 "plan":{"known":true,"targets":[{"vm":"%s","possible":true,"boundaries":[{"nsg":"/x/networkSecurityGroups/web-nsg",
                  "rules":[{"action":"add","name":"postern-demo-{grant}-{end}","priority":100,"access":"Allow","protocol":"Tcp",
                   "ports":["22"],"sources":["203.0.113.7/32"],"destinations":["10.0.0.4/32"]}]}]}]}}}""".formatted(forecast, VM));
    }

    static String request(String state, String more) {
        return request(ID, state, "requester", more);
    }

    static String request(String id, String state, String oid, String more) {
        return """
                {"id":"%s","state":"%s","requester":{"tenant":"t","oid":"%s","name":"Rita Requester"},
                 "targets":[{"vm":"%s","ports":[22]}],"sources":["203.0.113.7/32"],"duration":"PT1H",
                 "justification":"deploy <b>a fix</b>","ticket":"INC-1","submittedAt":"2030-01-01T12:00:00Z",
                 "extensions":[],"timeline":[
                  {"at":"2030-01-01T12:00:00Z","what":"submitted","detail":"Asked for web-1 on 22/TCP for 1 h."},
                  {"at":"2030-01-01T12:00:01Z","what":"open","detail":"web-1 is open on 22/TCP until 2030-01-01T13:00:00Z."}]%s}""".formatted(id, state, oid, VM, more.isEmpty() ? ",\"grants\":[]" : "," + more);
    }

    static String grant(String until, String connect) {
        return """
                "grants":[{"id":"g","vm":"%s","ports":[22],"protocol":"TCP","state":"open","until":"%s",
                 "ruleName":"postern-demo-g","connect":[%s]}]""".formatted(VM, until, connect);
    }

    static void mine(String... requests) {
        services().on("GET", REQUESTS, 200, "{\"value\":[" + String.join(",", requests) + "]}");
    }

    static void one(String request) {
        services().on("GET", REQUESTS + "/" + ID, 200, request);
    }
}
