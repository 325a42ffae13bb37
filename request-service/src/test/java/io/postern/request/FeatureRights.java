package io.postern.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Who may do what, as Azure's three sets of actions have it: F23. */
final class FeatureRights {
    /** A role beside the statuses of show, list, replace, ask and delete. */
    private record Row(String role, List<String> roles, List<String> groups, List<Integer> statuses) {}

    private static final List<Row> ROWS = List.of(
            new Row("configure", List.of("Postern.Configure"), List.of(), List.of(200, 200, 200, 403, 200)),
            new Row("request", List.of("Postern.Request"), List.of(), List.of(200, 200, 403, 202, 403)),
            new Row("read", List.of("Postern.Read"), List.of(), List.of(200, 200, 403, 403, 403)),
            new Row("approver", List.of(), List.of(TestIdentity.APPROVERS), List.of(200, 200, 403, 403, 403)),
            new Row("none", List.of(), List.of(), List.of(403, 403, 403, 403, 403)),
            new Row("a role of another name", List.of("Contributor"), List.of(), List.of(403, 403, 403, 403, 403)));

    private FeatureRights() {}

    static void matrix(Neighbours service) {
        Plot plot = new Plot(service, "F23").seen("vm");
        String list = plot.groupId() + "/providers/Microsoft.Security/jitNetworkAccessPolicies" + Arm.VERSION;
        String body = Arm.policyBody(Arm.vmBody(plot.vm("vm"), Arm.port(22, "")));
        for (Row row : ROWS) {
            plot.offers22("vm");
            String token = TestIdentity.person(3, "Second", row.roles(), row.groups());
            List<Api.Answer> answers = List.of(
                    Arm.get(plot.policy(), token),
                    Arm.get(list, token),
                    Arm.put(plot.policy(), token, body),
                    plot.ask22(token, "vm", "\"duration\":\"PT1H\""),
                    Arm.delete(plot.policy(), token));
            assertThat(answers).as(row.role()).extracting(Api.Answer::status).containsExactlyElementsOf(row.statuses());
            answers.stream()
                    .filter(answer -> answer.status() == 403)
                    .forEach(answer -> Arm.error(answer, 403, "AuthorizationFailed"));
        }
        Arm.error(Arm.get(plot.policy(), ""), 401, "AuthenticationFailed");
    }
}
