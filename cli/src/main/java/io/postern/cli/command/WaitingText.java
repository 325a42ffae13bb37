package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;

/** What lies on the desks of approvers and reviewers, a line each. */
final class WaitingText {
    private WaitingText() {}

    static String verdict(JsonNode waiting) {
        JsonNode extension = waiting.path("extension");
        String what = extension.isMissingNode()
                ? ""
                : "extension " + extension.path("number").asText() + " until "
                        + extension.path("endsAt").asText() + ", ";
        return line(waiting) + " — " + what + waiting.path("counted").asInt() + " of "
                + waiting.path("needed").asInt() + ", rule "
                + RequestText.text(waiting.path("rule"))
                + before("answer by", waiting.path("lapsesAt"));
    }

    static String review(JsonNode review) {
        return line(review) + " — rule " + RequestText.text(review.path("rule"))
                + before(review.path("overdue").asBoolean() ? "overdue since" : "review by", review.path("dueAt"));
    }

    private static String line(JsonNode waiting) {
        return "%s  %s asks for %s from %s: %s"
                .formatted(
                        RequestText.text(waiting.path("requestId")),
                        RequestText.text(waiting.path("requesterName")),
                        RequestText.targets(waiting),
                        RequestText.join(waiting.path("sources")),
                        RequestText.text(waiting.path("justification")));
    }

    private static String before(String what, JsonNode when) {
        return when.isMissingNode() ? "" : ", " + what + " " + when.asText();
    }
}
