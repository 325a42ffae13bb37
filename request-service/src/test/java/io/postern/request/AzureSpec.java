package io.postern.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Microsoft's published description of the JIT API, where it lies beside the checkout; it is no part of the project. */
final class AzureSpec {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BESIDE_THE_CHECKOUT = "../../shared/reference/azure-specs";
    private static final String SECURITY = "specification/security/resource-manager/";
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4);

    private final Path folder;
    private final JsonNode api;
    private final ObjectNode definitions = JSON.createObjectNode();

    /** One operation with one published example of it. */
    record Example(String file, String path, String method, JsonNode responses, JsonNode content) {
        /** The address with the example's own parameters in it. */
        String address() {
            String address = path;
            for (Map.Entry<String, JsonNode> parameter :
                    content.path("parameters").properties()) {
                address = address.replace(
                        "{" + parameter.getKey() + "}", parameter.getValue().asText());
            }
            return address + "?api-version="
                    + content.at("/parameters/api-version").asText();
        }

        String body() {
            JsonNode body = content.at("/parameters/body");
            return body.isMissingNode() ? "" : body.toString();
        }
    }

    private AzureSpec(Path root) {
        this.folder = root.resolve(SECURITY + "Microsoft.Security/stable/2020-01-01");
        this.api = read(folder.resolve("jitNetworkAccessPolicies.json"));
        define(read(root.resolve(SECURITY + "common/v1/types.json")));
        define(api);
        // Our one property that Azure does not have; clients of Azure leave it aside.
        ((ObjectNode) definitions.at("/JitNetworkAccessPolicyVirtualMachine/properties")).putObject("postern");
    }

    static Optional<AzureSpec> found() {
        return Optional.of(Path.of(System.getProperty("postern.azure-specs", BESIDE_THE_CHECKOUT)))
                .filter(Files::isDirectory)
                .map(AzureSpec::new);
    }

    List<Example> examples() {
        return api.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .flatMap(operation -> examples(path.getKey(), operation.getKey(), operation.getValue())))
                .toList();
    }

    /** What is wrong with an answer, held against what its operation declares. */
    List<String> violations(Example example, Api.Answer answer) {
        JsonNode declared = example.responses().path(String.valueOf(answer.status()));
        if (declared.isMissingNode()) {
            return List.of(answer.status() + " is not declared");
        }
        return declared.has("schema") ? violations(declared.at("/schema/$ref").asText(), answer) : List.of();
    }

    List<String> errorViolations(Api.Answer answer) {
        return violations("#/definitions/CloudError", answer);
    }

    private List<String> violations(String ref, Api.Answer answer) {
        ObjectNode schema = JSON.createObjectNode();
        schema.put("$schema", "http://json-schema.org/draft-04/schema#");
        schema.putArray("allOf").addObject().put("$ref", ref);
        schema.set("definitions", definitions);
        return SCHEMAS.getSchema(schema).validate(answer.json()).stream()
                .map(Object::toString)
                .toList();
    }

    private Stream<Example> examples(String path, String method, JsonNode operation) {
        return operation.path("x-ms-examples").properties().stream().map(each -> {
            String file = each.getValue().path("$ref").asText();
            return new Example(file, path, method, operation.path("responses"), read(folder.resolve(file)));
        });
    }

    /** All definitions in one place, so that one file may refer to those of the other; nothing undeclared may be sent. */
    private void define(JsonNode file) {
        try {
            JsonNode local = JSON.readTree(file.path("definitions").toString().replaceAll("\"[^\"#]+#/", "\"#/"));
            local.properties().forEach(definition -> {
                ObjectNode schema = (ObjectNode) definition.getValue();
                if (schema.has("properties")
                        && !schema.has("allOf")
                        && !definition.getKey().matches("Resource|Kind|Location")) {
                    schema.put("additionalProperties", false);
                }
                definitions.set(definition.getKey(), schema);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
