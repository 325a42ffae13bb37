package io.postern.enforcer.adapter.azure;

import com.azure.core.http.HttpPipeline;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.network.NetworkManager;
import com.azure.resourcemanager.network.fluent.SecurityRulesClient;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Azure's own clients for security rules, one a subscription, over our pipeline. */
public final class NetworkClients implements Function<String, SecurityRulesClient> {
    private final HttpPipeline pipeline;
    private final String tenant;
    private final AzureEnvironment environment;
    private final Map<String, SecurityRulesClient> clients = new ConcurrentHashMap<>();

    public NetworkClients(HttpPipeline pipeline, String tenant, URI endpoint) {
        this.pipeline = pipeline;
        this.tenant = tenant;
        Map<String, String> endpoints = new HashMap<>(AzureEnvironment.AZURE.getEndpoints());
        endpoints.put("resourceManagerEndpointUrl", endpoint.toString());
        this.environment = new AzureEnvironment(endpoints);
    }

    @Override
    public SecurityRulesClient apply(String subscription) {
        return clients.computeIfAbsent(
                subscription,
                id -> NetworkManager.authenticate(pipeline, new AzureProfile(tenant, id, environment))
                        .serviceClient()
                        .getSecurityRules());
    }
}
