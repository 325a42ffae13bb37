package io.postern.request.adapter.arm;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.problems.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An error as Azure Resource Manager words it. */
public record ArmError(Error error) {
    /** Names that Azure has for what our problems call otherwise. */
    private static final Map<String, String> CODES = Map.of(
            "not-entitled", "AuthorizationFailed",
            "unreadable-body", "InvalidRequestContent",
            "invalid-field", "InvalidRequestContent",
            "claims-challenge", "InteractionRequired");

    /** The code for machines, the sentence for people; every single error when there are several. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Error(String code, String message, List<Error> details) {
        public Error {
            details = List.copyOf(details);
        }
    }

    static ArmError of(Problem problem) {
        String code = problem.name()
                .map(name -> CODES.getOrDefault(name, pascalCase(name)))
                .orElseGet(() -> byStatus(problem.status()));
        List<Error> details = problem.errors().stream()
                .map(each -> new Error(code, each, List.of()))
                .toList();
        return new ArmError(new Error(code, problem.detail(), details));
    }

    private static String pascalCase(String name) {
        return Stream.of(name.split("-", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    private static String byStatus(int status) {
        return switch (status) {
            case 400 -> "InvalidRequestContent";
            case 401 -> "AuthenticationFailed";
            case 403 -> "AuthorizationFailed";
            case 404 -> "NotFound";
            case 405 -> "MethodNotAllowed";
            case 406 -> "NotAcceptable";
            case 409 -> "Conflict";
            case 412 -> "PreconditionFailed";
            case 413 -> "RequestEntityTooLarge";
            case 415 -> "UnsupportedMediaType";
            case 429 -> "TooManyRequests";
            case 503 -> "ServiceUnavailable";
            default -> status < 500 ? "BadRequest" : "InternalServerError";
        };
    }
}
