package io.postern.policy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.postern.architecture.ServiceRules;

@AnalyzeClasses(packages = "io.postern.policy", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule no_clock_is_read = ServiceRules.only_the_wiring_reads_the_wall_clock;

    @ArchTest
    static final ArchRule names_say_what_a_thing_is = ServiceRules.names_say_what_a_thing_is;

    @ArchTest
    static final ArchRule deciding_is_plain_java = classes()
            .that()
            .resideInAnyPackage(
                    "io.postern.policy",
                    "io.postern.policy.rule",
                    "io.postern.policy.lint",
                    "io.postern.policy.cases",
                    "io.postern.policy.replay")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.lang..",
                    "java.time..",
                    "java.util..",
                    "org.jspecify..",
                    "io.postern.contracts..",
                    "io.postern.policy",
                    "io.postern.policy.rule",
                    "io.postern.policy.lint",
                    "io.postern.policy.cases",
                    "io.postern.policy.replay",
                    "io.postern.policy.text");

    @ArchTest
    static final ArchRule only_conditions_know_cel = noClasses()
            .that()
            .resideOutsideOfPackage("io.postern.policy.cel")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.cel..");

    @ArchTest
    static final ArchRule only_the_reader_knows_yaml = noClasses()
            .that()
            .resideOutsideOfPackage("io.postern.policy.read")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.yaml..");
}
