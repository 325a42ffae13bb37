package io.postern.arm;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.AddHeadersFromContextPolicy;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builds the pipeline that every call goes through. It never retries: when to try again is the caller's decision. */
final class ArmPipeline {
    private ArmPipeline() {}

    static HttpPipeline authenticated(ArmSettings settings) {
        HttpClient http = SentOnce.within(settings.timeout());
        return of(http, new BearerTokenAuthenticationPolicy(credential(settings, http), settings.scope()));
    }

    static HttpPipeline of(HttpClient http, HttpPipelinePolicy... last) {
        List<HttpPipelinePolicy> policies = new ArrayList<>(List.of(
                new UserAgentPolicy("postern"),
                new RequestIdPolicy("x-ms-client-request-id"),
                new AddHeadersFromContextPolicy()));
        policies.addAll(List.of(last));
        return new HttpPipelineBuilder()
                .httpClient(http)
                .policies(policies.toArray(HttpPipelinePolicy[]::new))
                .build();
    }

    private static TokenCredential credential(ArmSettings settings, HttpClient http) {
        if (settings.clientId().isPresent() && settings.clientSecretFile().isPresent()) {
            return new ClientSecretCredentialBuilder()
                    .tenantId(settings.tenant())
                    .clientId(settings.clientId().get())
                    .clientSecret(secret(settings.clientSecretFile().get()))
                    .authorityHost(settings.authorityHost().toString())
                    .disableInstanceDiscovery()
                    .pipeline(of(http))
                    .build();
        }
        DefaultAzureCredentialBuilder builder = new DefaultAzureCredentialBuilder()
                .tenantId(settings.tenant())
                .authorityHost(settings.authorityHost().toString())
                .httpClient(http);
        settings.clientId().ifPresent(id -> builder.managedIdentityClientId(id).workloadIdentityClientId(id));
        return builder.build();
    }

    private static String secret(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the client secret file " + file + " cannot be read", e);
        }
    }
}
