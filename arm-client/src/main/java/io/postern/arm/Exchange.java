package io.postern.arm;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request and its answer, as a value whatever its status; only no answer is an {@link ArmFailure}. */
record Exchange(URI endpoint, HttpPipeline pipeline, Patience patience) {
    /** Numbers stay as they are written: what is read here may be written back. */
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    Exchange(URI endpoint, HttpPipeline pipeline) {
        this(endpoint, pipeline, new Patience(System::nanoTime));
    }

    ArmResponse send(HttpMethod method, String url, @Nullable JsonNode body, Map<String, String> headers) {
        Optional<ArmResponse> tooEarly = patience.tooEarly(method, url);
        if (tooEarly.isPresent()) {
            return tooEarly.get();
        }
        HttpRequest request = new HttpRequest(method, url);
        request.setHeader(HttpHeaderName.ACCEPT, "application/json");
        headers.forEach((name, value) -> request.setHeader(HttpHeaderName.fromString(name), value));
        if (body != null) {
            request.setHeader(HttpHeaderName.CONTENT_TYPE, "application/json");
            request.setBody(body.toString());
        }
        try (HttpResponse response = pipeline.sendSync(request, Context.NONE)) {
            ArmResponse answer = read(response);
            patience.learn(method, url, answer);
            return answer;
        } catch (ClientAuthenticationException e) {
            throw new ArmFailure(0, ArmFailure.NO_TOKEN, "no token for Azure could be had: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new ArmFailure(0, "Unreachable", "no answer from Azure at " + endpoint, e);
        }
    }

    private static ArmResponse read(HttpResponse response) {
        Map<String, String> headers = new HashMap<>();
        response.getHeaders()
                .forEach(header -> headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue()));
        return new ArmResponse(
                response.getStatusCode(), json(response.getBodyAsBinaryData().toBytes()), headers);
    }

    /** What is no JSON is an {@link IllegalArgumentException}. */
    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    static boolean isInState(String state, JsonNode resource) {
        return resource.at("/properties/provisioningState").asText("").equalsIgnoreCase(state);
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException _) {
            return MissingNode.getInstance(); // proxies answer with pages; the status says enough
        }
    }
}
