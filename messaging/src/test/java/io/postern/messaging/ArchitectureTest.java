package io.postern.messaging;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.postern.architecture.ServiceRules;

@AnalyzeClasses(packages = "io.postern.messaging", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule the_core_knows_no_framework = noClasses()
            .that()
            .resideInAPackage("io.postern.messaging")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "io.micrometer..", "io.postern.messaging.quarkus..");

    @ArchTest
    static final ArchRule names = ServiceRules.names_say_what_a_thing_is;

    @ArchTest
    static final ArchRule constructors = ServiceRules.dependencies_come_by_constructor;
}
