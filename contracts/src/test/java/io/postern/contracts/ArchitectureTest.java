package io.postern.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.postern.architecture.ServiceRules;

@AnalyzeClasses(packages = "io.postern.contracts", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule no_clock_is_read = ServiceRules.only_the_wiring_reads_the_wall_clock;

    @ArchTest
    static final ArchRule names_say_what_a_thing_is = ServiceRules.names_say_what_a_thing_is;

    @ArchTest
    static final ArchRule everybody_can_depend_on_this_because_it_depends_on_little = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "io.postern.contracts..",
                    "com.fasterxml.jackson..",
                    "org.erdtman.jcs..",
                    "com.github.f4b6a3.ulid..");
}
