package io.postern.enforcer;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import io.postern.architecture.ServiceRules;

@AnalyzeClasses(packages = "io.postern.enforcer", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests SHAPE = ArchTests.in(ServiceRules.class);
}
