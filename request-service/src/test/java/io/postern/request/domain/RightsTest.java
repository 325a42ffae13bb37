package io.postern.request.domain;

import static io.postern.request.domain.Requests.REQUESTER;
import static io.postern.request.domain.Requests.WEB;
import static io.postern.request.domain.Requests.caller;
import static io.postern.request.domain.Requests.pending;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every operation against every role, and each role alone. */
class RightsTest {
    private static final String APPROVERS = "approvers";
    private static final Rights RIGHTS = new Rights(Optional.of(APPROVERS));
    private static final Rights WITHOUT_APPROVERS = new Rights(Optional.empty());
    private static final Terms OWN = pending(WEB).terms();

    /** What can be done; {@code SEE} and the three endings mean a request. */
    enum Operation {
        CONFIGURE((caller, rights) -> Rights.configures(caller)),
        SUBMIT((caller, rights) -> Rights.requests(caller)),
        LOOK((caller, rights) -> rights.looks(caller)),
        SEE_ALL((caller, rights) -> rights.readsEverything(caller)),
        SEE((caller, rights) -> rights.reads(caller, OWN)),
        CANCEL((caller, rights) -> rights.ends(caller, OWN, Ending.Kind.CANCEL)),
        RELEASE((caller, rights) -> rights.ends(caller, OWN, Ending.Kind.RELEASE)),
        REVOKE((caller, rights) -> rights.ends(caller, OWN, Ending.Kind.REVOKE));

        private final Question question;

        Operation(Question question) {
            this.question = question;
        }

        Predicate<Caller> under(Rights rights) {
            return caller -> question.may(caller, rights);
        }
    }

    /** Whether somebody may. */
    interface Question {
        boolean may(Caller caller, Rights rights);
    }

    @ParameterizedTest
    @CsvSource({
        "CONFIGURE, true,  false, false, false, false",
        "SUBMIT,    false, true,  false, false, false",
        "LOOK,      true,  true,  true,  true,  false",
        "SEE_ALL,   true,  false, true,  true,  false",
        "SEE,       true,  false, true,  true,  false",
        "CANCEL,    true,  false, false, false, false",
        "RELEASE,   true,  false, false, false, false",
        "REVOKE,    true,  false, false, true,  false"
    })
    void somebodyElsesRequestAndWhatAllShare(
            Operation operation, boolean configure, boolean request, boolean read, boolean approver, boolean none) {
        Predicate<Caller> may = operation.under(RIGHTS);
        assertThat(may.test(with("other", Caller.CONFIGURE))).isEqualTo(configure);
        assertThat(may.test(with("other", Caller.REQUEST))).isEqualTo(request);
        assertThat(may.test(with("other", Caller.READ))).isEqualTo(read);
        assertThat(may.test(caller("other", Set.of(), Set.of(APPROVERS)))).isEqualTo(approver);
        assertThat(may.test(with("other"))).isEqualTo(none);
        assertThat(may.test(with("other", "postern.request", "POSTERN.CONFIGURE", "Postern.Close", APPROVERS)))
                .as("near misses")
                .isEqualTo(none);
        assertThat(operation.under(WITHOUT_APPROVERS).test(caller("other", Set.of(), Set.of(APPROVERS))))
                .as("no approver group is set")
                .isEqualTo(none);
    }

    @ParameterizedTest
    @CsvSource({
        "CONFIGURE, false", "SUBMIT, false", "LOOK, false", "SEE_ALL, false",
        "SEE, true", "CANCEL, true", "RELEASE, true", "REVOKE, true"
    })
    void onesOwnRequestNeedsNoRole(Operation operation, boolean may) {
        assertThat(operation.under(RIGHTS).test(with(REQUESTER.oid()))).isEqualTo(may);
    }

    private static Caller with(String oid, String... roles) {
        return caller(oid, Set.of(roles), Set.of());
    }
}
