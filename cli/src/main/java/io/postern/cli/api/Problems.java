package io.postern.cli.api;

import com.fasterxml.jackson.databind.JsonNode;

/** The sentence in an error body: RFC 9457, ARM's or Entra's. */
final class Problems {
    private Problems() {}

    static String sentence(int status, JsonNode body) {
        String said = first(
                body.path("detail").asText(""),
                body.path("error").path("message").asText(""),
                body.path("error_description").asText(""),
                body.path("title").asText(""));
        StringBuilder errors = new StringBuilder();
        for (JsonNode error : body.path("errors")) {
            errors.append(errors.isEmpty() ? " (" : "; ")
                    .append(
                            error.isTextual()
                                    ? error.asText()
                                    : error.path("detail").asText(error.toString()));
        }
        if (!errors.isEmpty()) {
            errors.append(')');
        }
        return switch (status) {
            case 401 -> first(said, "The service does not accept this person's token: sign in again.") + errors;
            case 403 -> first(said, "This person may not do that.") + errors;
            default -> first(said, "The service answered with status " + status + ".") + errors;
        };
    }

    private static String first(String... texts) {
        for (String text : texts) {
            if (!text.isBlank()) {
                return text;
            }
        }
        return "";
    }
}
