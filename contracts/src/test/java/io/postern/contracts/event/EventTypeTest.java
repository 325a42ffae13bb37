package io.postern.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventTypeTest {
    @Test
    void theCatalogueListsExactlyThePermittedEvents() {
        assertThat(EventType.values())
                .extracting(EventType::eventClass)
                .containsExactlyInAnyOrder(Arrays.stream(PosternEvent.class.getPermittedSubclasses())
                        .toArray(Class[]::new));
    }

    @Test
    void aNameOnTheWireMeansOneEvent() {
        assertThat(EventType.values()).extracting(EventType::wireName).doesNotHaveDuplicates();
        assertThat(EventType.named("io.postern.request.submitted.v2")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aNameOnTheWireIsVersionedAndSaysItsTopic(EventType type) {
        assertThat(type.wireName()).matches("io\\.postern\\.[a-z]+\\.[a-z-]+\\.v[1-9]");
        assertThat(EventType.named(type.wireName())).contains(type);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TRAIL_READ", "PERSON_ERASED"})
    void onlyObservationsMayComeFromAnyServiceAndNoneFromABot(EventType type) {
        Set<Source> writers =
                Arrays.stream(Source.values()).filter(type::mayComeFrom).collect(Collectors.toSet());
        assertThat(writers).hasSize(type.topic() == Topic.OBSERVATIONS ? Source.values().length - 1 : 1);
        assertThat(writers.contains(Source.APPROVAL_BOT)).isEqualTo(type.topic() == Topic.DECISIONS);
    }

    @ParameterizedTest
    @EnumSource(names = {"TRAIL_READ", "PERSON_ERASED"})
    void whatIsDoneToTheTrailOnlyItsKeeperSays(EventType type) {
        assertThat(Arrays.stream(Source.values()).filter(type::mayComeFrom)).containsExactly(Source.AUDIT_SERVICE);
    }

    @ParameterizedTest
    @EnumSource
    void peoplesNamesLiveInPersonalAlone(EventType type) {
        assertThat(type.eventClass().getRecordComponents())
                .extracting(RecordComponent::getName)
                .doesNotContain("name", "justification", "comment", "sources", "requesterName", "approverName");
    }
}
