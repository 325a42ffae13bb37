package io.postern.approval;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import io.postern.architecture.ServiceRules;

@AnalyzeClasses(packages = "io.postern.approval", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests service_rules = ArchTests.in(ServiceRules.class);
}
