package io.postern.system;

import com.fasterxml.jackson.databind.JsonNode;

/** What a service said. */
record Answer(int status, String contentType, JsonNode body) {
    String text(String field) {
        return body.path(field).asText();
    }
}
