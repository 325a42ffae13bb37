package io.postern.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceRulesTest {
    private static final JavaClasses ORDERLY = new ClassFileImporter().importPackages("io.postern.orderly");
    private static final JavaClasses UNRULY = new ClassFileImporter().importPackages("io.postern.unruly");

    @Test
    void anOrderlyServiceKeepsEveryRule() {
        List<ArchRule> rules = Arrays.stream(ServiceRules.class.getFields())
                .map(field -> rule(field.getName()))
                .toList();
        assertThat(rules).hasSize(9).allSatisfy(rule -> rule.check(ORDERLY));
    }

    @ParameterizedTest
    @CsvSource({
        "every_class_lives_in_a_ring, Homeless",
        "the_domain_is_plain_java, FrameworkInTheDomain",
        "the_domain_is_plain_java, FilesInTheDomain",
        "the_domain_is_plain_java, KnowsItsCaller",
        "use_cases_know_only_the_domain_and_their_ports, KnowsItsAdapter",
        "adapters_do_not_know_each_other, KnowsItsNeighbour",
        "only_the_wiring_reads_the_wall_clock, ReadsTheClock",
        "names_say_what_a_thing_is, RuleManager",
        "events_leave_by_the_outbox_alone, SendsByEmitter",
        "dependencies_come_by_constructor, Neighbour.filledFromOutside",
        "clients_say_which_http_they_speak, AsksInAnyHttp",
        "clients_say_which_http_they_speak, AsksInTheNewestHttp"
    })
    void aPlantedViolationIsFound(String rule, String violator) {
        assertThatThrownBy(() -> rule(rule).check(UNRULY))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(violator);
    }

    @ParameterizedTest
    @ValueSource(strings = {"instant", "reference", "local", "millis", "clock", "ticking", "date"})
    void everyWayToReadTheWallClockIsFound(String method) {
        assertThatThrownBy(() -> ServiceRules.only_the_wiring_reads_the_wall_clock.check(UNRULY))
                .hasMessageContaining("ReadsTheClock." + method + "()");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Manager", "Helper", "Util", "Utils", "Impl", "Processor", "Service"})
    void everyEmptyWordIsFound(String word) {
        assertThatThrownBy(() -> ServiceRules.names_say_what_a_thing_is.check(UNRULY))
                .hasMessageContaining("<io.postern.unruly.config.Rule" + word + ">");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the_domain_is_plain_java",
                "use_cases_know_only_the_domain_and_their_ports",
                "adapters_do_not_know_each_other"
            })
    void aServiceWithoutARingCannotSlipOutOfItsFence(String rule) {
        JavaClasses ringless = new ClassFileImporter().importPackages("io.postern.ringless");
        assertThatThrownBy(() -> rule(rule).check(ringless)).hasMessageContaining("failed to check any classes");
    }

    private static ArchRule rule(String name) {
        try {
            Field field = ServiceRules.class.getField(name);
            return (ArchRule) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("no rule is called " + name, e);
        }
    }
}
