package io.postern.approval.adapter.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.approval.domain.rbac.DenyAssignment;
import io.postern.approval.domain.rbac.Permission;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoleJsonTest {
    @Test
    void aPermissionUnderAConditionGivesNothing() throws Exception {
        JsonNode role = json("""
                {"properties":{"permissions":[
                  {"actions":["a/read"],"condition":" "},
                  {"actions":["*"],"condition":"@Resource[x] StringEquals 'y'","conditionVersion":"2.0"}]}}""");

        assertThat(RoleJson.definition("role", role).orElseThrow().permissions())
                .containsExactly(new Permission(List.of("a/read"), List.of()));
    }

    @Test
    void aConditionTakesNothingFromADenial() throws Exception {
        JsonNode denial = json("""
                {"properties":{"permissions":[{"actions":["*"],"condition":"x"}],"principals":[]}}""");

        assertThat(RoleJson.denial(denial).permissions()).hasSize(1);
        assertThat(RoleJson.denial(denial).principals()).isEmpty();
    }

    @Test
    void aDenialThatDoesNotSayWhatOrWhomDeniesEverythingToEveryone() throws Exception {
        for (String properties : List.of("{}", "{\"permissions\":{},\"principals\":null}")) {
            DenyAssignment denial = RoleJson.denial(json("{\"properties\":" + properties + "}"));

            assertThat(denial.permissions()).containsExactly(new Permission(List.of("*"), List.of()));
            assertThat(denial.principals()).containsExactly(DenyAssignment.Principal.ANYBODY);
        }
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
