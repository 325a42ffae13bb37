package io.postern.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.http.HttpClient;

/**
 * What every service keeps to. A service takes all of it with {@code ArchTests.in(ServiceRules.class)} over its own
 * package. A rule whose ring is empty fails, so a renamed ring cannot slip out of its fence.
 */
public final class ServiceRules {
    private static final String DOMAIN = "io.postern.*.domain..";
    private static final String APP = "io.postern.*.app..";
    private static final String ADAPTER = "io.postern.*.adapter..";
    private static final String CONFIG = "io.postern.*.config..";
    private static final String CONTRACTS = "io.postern.contracts..";

    /** What a policy is asked and may answer: plain records, too. How one is read is not in this very package. */
    private static final String RULINGS = "io.postern.policy";

    /** The parts of {@code java..} that reach out of the process. */
    private static final DescribedPredicate<JavaClass> INPUT_OR_OUTPUT =
            resideInAnyPackage("java.sql..", "java.net.http..", "java.nio.file..", "java.nio.channels..");

    @ArchTest
    public static final ArchRule every_class_lives_in_a_ring = classes()
            .that()
            .doNotHaveSimpleName("package-info")
            .should()
            .resideInAnyPackage(DOMAIN, APP, ADAPTER, CONFIG);

    @ArchTest
    public static final ArchRule the_domain_is_plain_java = classes()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .onlyDependOnClassesThat(plainJavaOr(DOMAIN))
            .because("it decides, and so must give the same answer wherever it runs");

    @ArchTest
    public static final ArchRule use_cases_know_only_the_domain_and_their_ports = classes()
            .that()
            .resideInAPackage(APP)
            .should()
            .onlyDependOnClassesThat(plainJavaOr(DOMAIN, APP))
            .because("the same use case runs in the service, in tests and in the simulator");

    @ArchTest
    public static final ArchRule adapters_do_not_know_each_other = slices().matching("io.postern.(*).adapter.(*)..")
            .should()
            .notDependOnEachOther()
            .because("what two technologies share belongs to a use case");

    @ArchTest
    public static final ArchRule only_the_wiring_reads_the_wall_clock = noClasses()
            .that()
            .resideOutsideOfPackage(CONFIG)
            .should()
            .accessTargetWhere(new WallClock())
            .because("below the wiring, now is a parameter");

    @ArchTest
    public static final ArchRule names_say_what_a_thing_is = noClasses()
            .should()
            .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Processor|Service)")
            .because("these endings say nothing, and only modules are services");

    @ArchTest
    public static final ArchRule events_leave_by_the_outbox_alone = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                    "(org\\.eclipse\\.microprofile|io\\.smallrye)\\.reactive\\.messaging\\..*" + "(Emitter|Outgoing)")
            .because("an emitter sends even when the transaction around it fails");

    @ArchTest
    public static final ArchRule dependencies_come_by_constructor =
            noFields().should().beAnnotatedWith("jakarta.inject.Inject").because("a half-made object is no object");

    @ArchTest
    public static final ArchRule clients_say_which_http_they_speak = noClasses()
            .that(new AnyHttp())
            .should()
            .accessClassesThat()
            .areAssignableTo(HttpClient.class)
            .allowEmptyShould(true)
            .because("a client that asks a server to change to HTTP/2 may wait for ever for an answer in HTTP/1.1");

    private ServiceRules() {}

    private static DescribedPredicate<JavaClass> plainJavaOr(String... rings) {
        return resideInAnyPackage(rings)
                .or(resideInAnyPackage("java..", "org.jspecify..", CONTRACTS, RULINGS)
                        .and(not(INPUT_OR_OUTPUT)))
                .as("plain Java, contracts or %s", String.join(", ", rings));
    }
}
