package io.postern.portal.adapter.web.approvals;

import io.postern.portal.testing.StubServices;

/** What approval-service and request-service answer in these tests. */
final class ApprovalWorld {
    static final String ID = "01KQ7ZC3N5V8F2M4R6T9W1X3Y5";
    static final String BEFORE = "01KQ7ZC3N5V8F2M4R6T9W1X3Y4";
    static final String EARLIER = "01KQ7X0000V8F2M4R6T9W1X3Y5";
    static final String HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(2)>";
    static final String DIGEST = "kXk2n3q8vJ6mH0cV1bq3w5zY7t9uR2aS4dF6gH8jK0M";

    private static final String VM = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/contoso"
            + "/providers/Microsoft.Compute/virtualMachines/";

    private ApprovalWorld() {}

    static void waiting(StubServices services, String... each) {
        services.on("GET", "/api/v1/approvals", 200, "{\"value\":[" + String.join(",", each) + "]}")
                .on("GET", "/api/v1/reviews", 200, "[]");
    }

    static String request(String justification) {
        return """
                {"requestId":"%s","state":"pending","requester":{"tenant":"contoso","oid":"requester"},
                 "requesterName":"Rita Requester","targets":[{"vm":"%sdb-1","ports":[22,5432]},{"vm":"%sweb-1","ports":[22]}],
                 "sources":["203.0.113.7/32","198.51.100.0/24"],"duration":"PT4H","justification":"%s","ticket":"INC-4711",
                 "rule":"guarded, long","policyVersion":"2026-11-20.3","risk":"medium",
                 "stages":[{"rule":"guarded","groups":["33333333-0000-0000-0000-000000000001"],"approvals":1,"filled":1},
                           {"rule":"long","groups":["33333333-0000-0000-0000-000000000002"],"approvals":2,"filled":0}],
                 "askedBy":["long"],"counted":1,"needed":3,
                 "answers":[{"approver":{"tenant":"contoso","oid":"bella"},"name":"Bella Approver","verdict":"approve",
                   "comment":"Needed for the release.","narrow":{"duration":"PT2H","ports":[22]},"counts":true,
                   "at":"2026-11-22T03:41:00Z"}],
                 "agreed":{"targets":[],"sources":[]},"requestDigest":"%s","submittedAt":"2026-11-22T03:40:00Z",
                 "lapsesAt":"2099-11-22T07:40:00Z"}""".formatted(ID, VM, VM, json(justification), DIGEST);
    }

    static String extension() {
        return """
                {"requestId":"%s","extension":{"number":2,"opened":"2026-11-22T01:00:00Z","currentEnd":"2026-11-22T04:00:00Z",
                 "endsAt":"2026-11-22T05:00:00Z"},"state":"pending","requester":{"tenant":"contoso","oid":"requester"},
                 "requesterName":"Rita Requester","targets":[{"vm":"%sweb-1","ports":[22]}],"sources":["203.0.113.7/32"],
                 "endsAt":"2026-11-22T05:00:00Z","justification":"not done yet","rule":"guarded","policyVersion":"7",
                 "risk":"low","stages":[{"rule":"guarded","groups":["g"],"approvals":1,"filled":0}],"askedBy":["guarded"],
                 "counted":0,"needed":1,"answers":[],"requestDigest":"d","submittedAt":"2026-11-22T03:40:00Z",
                 "lapsesAt":"2099-11-22T07:40:00Z"}""".formatted(ID, VM);
    }

    static String emergency() {
        return """
                [{"requestId":"%s","requester":{"tenant":"contoso","oid":"requester"},"requesterName":"Rita Requester",
                 "targets":[{"vm":"%sdb-1","ports":[22]}],"sources":["203.0.113.7/32"],"duration":"PT1H",
                 "justification":"%s","rule":"emergency","policyVersion":"7","brokenAt":"2026-11-22T01:00:00Z",
                 "dueAt":"2026-11-23T01:00:00Z","overdue":false}]""".formatted(ID, VM, json(HOSTILE));
    }

    /** The request itself and what was before, as request-service shows them to those who may see it. */
    static void history(StubServices services) {
        services.on("GET", "/api/v1/access-requests/" + ID, 200, before(ID, "pending", "requester"))
                .on(
                        "GET",
                        "/api/v1/access-requests",
                        200,
                        "{\"value\":[" + before(EARLIER, "closed", "requester") + ","
                                + before("01KQ7Y0000V8F2M4R6T9W1X3Y5", "denied", "somebody-else") + "]}");
    }

    static String before(String id, String state, String oid) {
        return """
                {"id":"%s","state":"%s","requester":{"tenant":"contoso","oid":"%s","name":"Rita Requester"},
                 "targets":[{"vm":"%sdb-1","ports":[22]}],"sources":["203.0.113.7/32"],"duration":"PT1H",
                 "justification":"last month's release of %s","submittedAt":"2026-10-22T03:40:00Z","grants":[],"extensions":[]}""".formatted(id, state, oid, VM, oid);
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
