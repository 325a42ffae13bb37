package io.postern.request.adapter.enforcer;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.calls.Answers;
import io.postern.calls.OwnToken;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.id.RequestId;
import io.postern.request.app.Enforcer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jboss.logging.Logger;

/** The enforcer's close API. Whatever is not its word that all is closed is no answer. */
public final class EnforcerOverHttp implements Enforcer {
    private static final Logger LOG = Logger.getLogger(EnforcerOverHttp.class);

    /** For the whole answer: the enforcer itself waits up to 3 s to read back that the rule is gone. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final URI base;
    private final OwnToken token;
    private final Duration patience;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    public EnforcerOverHttp(URI base, OwnToken token) {
        this(base, token, PATIENCE);
    }

    EnforcerOverHttp(URI base, OwnToken token, Duration patience) {
        this.base = base;
        this.token = token;
        this.patience = patience;
    }

    @Override
    public Answer close(RequestId request, CloseReason reason) {
        try {
            HttpResponse<String> answer = Answers.within(patience, http, order(request, reason));
            if (answer.statusCode() == 401) {
                token.forget();
            }
            if (answer.statusCode() == 200) {
                return read(answer.body());
            }
            LOG.warnf("requestId=%s: the enforcer answered %d to a close order", request, answer.statusCode());
        } catch (IOException e) {
            LOG.warnf("requestId=%s: the enforcer was not reached: %s", request, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Answer.NONE;
    }

    private HttpRequest order(RequestId request, CloseReason reason) throws IOException, InterruptedException {
        String body = "{\"reason\":\"" + reason.word() + "\"}";
        return HttpRequest.newBuilder(base.resolve("/api/v1/grants/" + request + "/close"))
                .header("Authorization", "Bearer " + token.get())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private Answer read(String body) throws IOException {
        return switch (json.readTree(body).path("state").asText()) {
            case "closed" -> Answer.CLOSED;
            case "closing" -> Answer.CLOSING;
            default -> Answer.NONE;
        };
    }
}
