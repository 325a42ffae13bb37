package io.postern.enforcer.adapter.policies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.calls.Answers;
import io.postern.calls.OwnToken;
import io.postern.contracts.codec.PosternJson;
import io.postern.contracts.id.VmId;
import io.postern.enforcer.app.PolicySource;
import io.postern.enforcer.domain.policy.PolicyAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The policy API of request-service. Whatever is not its plain word about the VM asked for is silence. */
public final class PoliciesOverHttp implements PolicySource {
    private static final String NO_POLICY = "urn:postern:problem:no-jit-policy";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final URI base;
    private final OwnToken token;
    private final Duration patience;
    private final ObjectMapper json = PosternJson.mapper();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    public PoliciesOverHttp(URI base, OwnToken token) {
        this(base, token, PATIENCE);
    }

    PoliciesOverHttp(URI base, OwnToken token, Duration patience) {
        this.base = base;
        this.token = token;
        this.patience = patience;
    }

    @Override
    public PolicyAnswer ask(VmId vm) {
        try {
            HttpResponse<String> answer = Answers.within(patience, http, question(vm));
            return switch (answer.statusCode()) {
                case 200 -> PolicyView.read(json.readTree(answer.body()), vm);
                case 404 -> notFound(json.readTree(answer.body()));
                case 401 -> {
                    token.forget();
                    yield silence(401);
                }
                default -> silence(answer.statusCode());
            };
        } catch (IOException | IllegalArgumentException | URISyntaxException e) {
            return new PolicyAnswer.Silence("no answer from request-service that can be read: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new PolicyAnswer.Silence("shutting down");
        }
    }

    private HttpRequest question(VmId vm) throws IOException, InterruptedException, URISyntaxException {
        String path = base.getPath().replaceAll("/+$", "") + "/api/v1/virtual-machines" + vm.value() + "/jit-policy";
        URI at = URI.create(new URI(base.getScheme(), base.getAuthority(), path, null, null).toASCIIString());
        return HttpRequest.newBuilder(at)
                .header("Authorization", "Bearer " + token.get())
                .header("Accept", "application/json")
                .build();
    }

    /** A 404 alone may come from anything on the way; only the name of the problem says that it is about the policy. */
    private static PolicyAnswer notFound(JsonNode problem) {
        return problem.path("type").asText().equals(NO_POLICY) ? new PolicyAnswer.NotProtected() : silence(404);
    }

    private static PolicyAnswer silence(int status) {
        return new PolicyAnswer.Silence("request-service answered " + status);
    }
}
