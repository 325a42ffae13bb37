package io.postern.portal.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.messaging.testing.TestPostgres;
import io.postern.portal.domain.Draft;
import io.postern.portal.domain.Session;
import io.postern.portal.domain.SessionLimits;
import io.postern.portal.domain.Tokens;
import io.postern.portal.testing.PortalWorld;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PortalWorld.class)
@QuarkusTestResource(TestPostgres.class)
class PostgresSessionsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Tokens TOKENS = new Tokens("identity", "access", "refresh", NOW.plusSeconds(600));
    private static final SessionLimits LIMITS = new SessionLimits(Duration.ofHours(12), Duration.ofHours(2), 3);

    private static final Draft DRAFT = new Draft("/approvals/1", Map.of("reason", List.of("because")));

    @Inject
    DataSource database;

    private PostgresSessions sessions;

    @BeforeEach
    void begin() throws SQLException {
        run("delete from portal_session");
        sessions = with("k".repeat(32));
    }

    @Test
    void aSessionGivesBackItsTokens() {
        String id = sessions.open("rita", TOKENS, Optional.empty(), NOW);
        assertThat(sessions.find(id, NOW).map(Session::tokens)).contains(TOKENS);
        Tokens next = new Tokens("identity", "next", "refresh-2", NOW.plusSeconds(1200));
        sessions.renew(id, next);
        assertThat(sessions.find(id, NOW).map(Session::tokens)).contains(next);
    }

    @Test
    void itIsOverAtItsEndAndWhenNobodyWasThereForLong() {
        String id = sessions.open("rita", TOKENS, Optional.empty(), NOW);
        assertThat(sessions.find(id, NOW.plus(LIMITS.idle()).minusSeconds(1))).isPresent();
        assertThat(sessions.find(id, NOW.plus(LIMITS.idle()))).isEmpty();
        Instant late = NOW.plus(LIMITS.longest()).minusSeconds(1);
        sessions.see(id, late);
        assertThat(sessions.find(id, late)).isPresent();
        assertThat(sessions.find(id, late.plusSeconds(1))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "' or 1=1 --", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void whatIsNoIdOfOursIsNobody(String id) {
        assertThat(sessions.find(id, NOW)).isEmpty();
    }

    @Test
    void oneMoreThanAPersonMayHaveEndsTheOldest() {
        List<String> ids = Stream.iterate(NOW, at -> at.plusSeconds(1))
                .limit(4)
                .map(at -> sessions.open("rita", TOKENS, Optional.empty(), at))
                .toList();
        String others = sessions.open("anton", TOKENS, Optional.empty(), NOW);
        assertThat(sessions.find(ids.getFirst(), NOW)).isEmpty();
        assertThat(ids.subList(1, 4))
                .allSatisfy(id -> assertThat(sessions.find(id, NOW)).isPresent());
        assertThat(sessions.find(others, NOW)).isPresent();
    }

    @Test
    void theDatabaseOpensNothingWithAnotherKeyOrAnotherId() throws SQLException {
        String rita = sessions.open("rita", TOKENS, Optional.empty(), NOW);
        String ada = sessions.open("ada", TOKENS, Optional.empty(), NOW);
        assertThat(with("q".repeat(32)).find(rita, NOW)).isEmpty();
        // Somebody who can write to the database puts one person's tokens into their own session.
        run("update portal_session set tokens = (select tokens from portal_session where person = 'ada')");
        assertThat(sessions.find(ada, NOW)).isPresent();
        assertThat(sessions.find(rita, NOW)).isEmpty();
        run("update portal_session set tokens = set_byte(tokens, 20, (get_byte(tokens, 20) + 1) % 256)");
        assertThat(sessions.find(ada, NOW)).isEmpty();
        run("update portal_session set tokens = ''");
        assertThat(sessions.find(ada, NOW)).isEmpty();
    }

    @Test
    void aKeyThatIsTooShortIsRefused() {
        assertThatThrownBy(() -> with("short")).hasMessageContaining("32 bytes");
    }

    @Test
    void whatIsOverIsTakenAwayInBoundedSteps() throws SQLException {
        for (int i = 0; i < 5; i++) {
            sessions.open("person-" + i, TOKENS, Optional.empty(), NOW);
        }
        String fresh = sessions.open("rita", TOKENS, Optional.empty(), NOW.plus(LIMITS.idle()));
        Instant later = NOW.plus(LIMITS.idle()).plusSeconds(1);
        assertThat(sessions.forget(later, 3)).isEqualTo(3);
        assertThat(sessions.forget(later, 3)).isEqualTo(2);
        assertThat(sessions.forget(later, 3)).isZero();
        assertThat(sessions.find(fresh, later)).isPresent();
        new SessionCleaning(sessions, () -> later.plus(LIMITS.longest())).pass();
        assertThat(written("select count(*)::text from portal_session")).isEqualTo("0");
    }

    @Test
    void aChallengeStaysWithItsSession() {
        String id = sessions.open("rita", TOKENS, Optional.empty(), NOW);
        assertThat(sessions.find(id, NOW).flatMap(Session::challenge)).isEmpty();
        sessions.challenge(id, "{}", Optional.empty(), NOW);
        assertThat(sessions.find(id, NOW).flatMap(Session::challenge)).contains("{}");
        assertThat(sessions.find(id, NOW.plus(Session.CONFIRMING)).flatMap(Session::challenge))
                .isEmpty();
        sessions.end(id);
        assertThat(sessions.find(id, NOW)).isEmpty();
    }

    @Test
    void whatWasWrittenGoesOnWithTheSamePersonsNextSessionAndWithNobodyElses() throws SQLException {
        for (String next : List.of("rita", "anton")) {
            String id = sessions.open("rita", TOKENS, Optional.empty(), NOW);
            sessions.challenge(id, "{}", Optional.of(DRAFT), NOW);
            assertThat(sessions.find(id, NOW).flatMap(Session::draft)).contains(DRAFT);
            assertThat(written("select encode(draft, 'escape') from portal_session where draft is not null"))
                    .doesNotContain("because", "approvals");
            String confirmed = sessions.open(next, TOKENS, Optional.of(id), NOW);
            assertThat(sessions.find(id, NOW)).isEmpty();
            assertThat(sessions.find(confirmed, NOW).flatMap(Session::challenge))
                    .isEmpty();
            assertThat(sessions.find(confirmed, NOW).flatMap(Session::draft))
                    .isEqualTo(Optional.of(DRAFT).filter(_ -> next.equals("rita")));
            sessions.dropDraft(confirmed);
            assertThat(sessions.find(confirmed, NOW).flatMap(Session::draft)).isEmpty();
        }
    }

    @Test
    void whatWasWrittenIsNotKeptForLong() throws SQLException {
        String id = sessions.open("rita", TOKENS, Optional.empty(), NOW);
        sessions.challenge(id, "{}", Optional.of(DRAFT), NOW);
        Instant late = NOW.plus(Session.CONFIRMING);
        assertThat(sessions.find(id, late).flatMap(Session::draft)).isEmpty();
        assertThat(sessions.find(sessions.open("rita", TOKENS, Optional.of(id), late), late)
                        .flatMap(Session::draft))
                .isEmpty();
        String other = sessions.open("rita", TOKENS, Optional.empty(), NOW);
        sessions.challenge(other, "{}", Optional.of(DRAFT), NOW);
        assertThat(sessions.forget(late, 3)).isZero();
        assertThat(written("select count(draft)::text from portal_session")).isEqualTo("0");
        assertThat(sessions.find(other, late)).isPresent();
    }

    @Test
    void tokensDoNotShowInLogs() {
        assertThat(TOKENS.toString()).doesNotContain("identity", "access", "refresh");
        assertThat(new Session(TOKENS, NOW, Optional.empty(), Optional.of(DRAFT)).toString())
                .doesNotContain("identity", "refresh", "because");
    }

    private PostgresSessions with(String key) {
        return new PostgresSessions(
                database,
                new Seal(key.getBytes(java.nio.charset.StandardCharsets.US_ASCII), new ObjectMapper()),
                LIMITS);
    }

    private String written(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
