package io.postern.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What OCSF 1.8.0 demands of a record. */
public final class OcsfSchema {
    private static final Schema SCHEMA = read();

    private OcsfSchema() {}

    public static boolean allows(JsonNode record) {
        return SCHEMA.validate(record).isEmpty();
    }

    public static void isMetBy(JsonNode record) {
        assertThat(SCHEMA.validate(record)).as(record.toPrettyString()).isEmpty();
    }

    private static Schema read() {
        try (InputStream in = OcsfSchema.class.getResourceAsStream("/ocsf/records-1.8.0.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
