package io.postern.arm;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One answer of Azure, whatever its status; header names are in lower case, a body that is not JSON is missing. */
public record ArmResponse(int status, JsonNode body, Map<String, String> headers) {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");

    public ArmResponse {
        headers = Map.copyOf(headers);
    }

    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /** Whether Azure itself says that there is no such thing; a bare 404 may come from anybody on the way. */
    public boolean isNotFound() {
        return status == 404 && errorCode().isPresent();
    }

    /** What Azure's clock said when it answered: the {@code Date} header, in whole seconds. */
    public Optional<Instant> serverTime() {
        return header("date").flatMap(ArmResponse::httpDate);
    }

    /** How long Azure asks to be left alone; it writes whole seconds only. */
    public Optional<Duration> retryAfter() {
        return header("retry-after")
                .filter(text -> SECONDS.matcher(text).matches())
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    public Optional<String> errorCode() {
        return Optional.of(body.path("error").path("code").asText("")).filter(code -> !code.isEmpty());
    }

    /** Ties our call to Azure's own activity log. */
    public Optional<String> correlationId() {
        return header("x-ms-correlation-request-id").or(() -> header("x-ms-request-id"));
    }

    private Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    private static Optional<Instant> httpDate(String text) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
