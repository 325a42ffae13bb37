package io.postern.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.messaging.testing.TestKafka;
import io.postern.messaging.testing.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every row of the table of Azure's features is shown on the running service, or says who shows it and why. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
@QuarkusTestResource(TestIdentity.class)
@QuarkusTestResource(FakeEnforcer.class)
class FeatureTableTest {
    static final List<Feature> ROWS = FeatureTable.ROWS;

    @Inject
    Neighbours service;

    @ParameterizedTest(name = "{0}")
    @FieldSource("ROWS")
    void eachFeatureIsShownOrSaysWhyNot(Feature feature) {
        switch (feature.proof()) {
            case Feature.Proof.Shown(Feature.Check check) -> {
                check.run(service);
                leaveNothingBehind(feature.id());
            }
            case Feature.Proof.Elsewhere(String why, List<String> tests) -> {
                assertThat(why).endsWith(".");
                assertThat(tests)
                        .isNotEmpty()
                        .allSatisfy(test -> assertThat(Path.of("..", test)).isRegularFile());
            }
            case Feature.Proof.NotBuilt(String why) -> assertThat(why).endsWith(".");
        }
    }

    /** What still waits counts for its requester in other tests. */
    private void leaveNothingBehind(String group) {
        service.strings("select distinct request_id from access_request_vm where vm_key like '"
                        + new Plot(service, group).vm("%").toLowerCase(Locale.ROOT) + "'")
                .forEach(id -> Api.post(Api.REQUESTS + "/" + id + "/cancel", TestIdentity.admin(), "{}"));
    }

    @Test
    void theTableHasEachRowOnceInOrder() {
        assertThat(ROWS)
                .extracting(Feature::id)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 31)
                        .mapToObj("F%02d"::formatted)
                        .toList());
    }
}
