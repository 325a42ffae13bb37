package io.postern.enforcer.journey;

import static io.postern.enforcer.journey.Stage.ruleNames;
import static io.postern.enforcer.journey.Stage.setting;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.AttemptRefused;
import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.Source;
import io.postern.contracts.id.RequestId;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Test;

/** The part of the journey that is about those who can write to the topic of approvals, hundreds of times. */
abstract class ApprovalCampaign extends ExtensionJourney {
    private static final int FORGED = 230;
    private static final int REPLAYED = 20;
    private static final long SEED = 4_711;

    @Inject
    DataSource database;

    @Test
    void ofHundredsOfForgedApprovalsNoneOpensAnythingAndEachIsOnTheTrail() throws Exception {
        PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(setting("test.signing-key"));
        Set<String> before = Set.copyOf(ruleNames());
        List<Approved> hostile =
                new ForgedApprovals(key, SEED).of(id -> approval(id, WEB, Duration.ofHours(1)), FORGED);
        // Genuine, but nothing guards this VM: its approval is used up and opens nothing
        Approved used = approval(RequestId.next(), BARE, Duration.ofHours(1));
        wire.tell(Source.APPROVAL_SERVICE, used);
        wire.next(EnforcementRefused.class, refused -> refused.requestId().equals(used.requestId()));
        List<PosternEvent> all = new ArrayList<>(hostile);
        for (int i = 0; i < REPLAYED; i++) {
            all.add(used);
        }

        wire.tellAll(Source.APPROVAL_SERVICE, all);

        Set<String> subjects = all.stream().map(PosternEvent::subject).collect(Collectors.toSet());
        wire.until(() -> attempts(subjects).size() >= all.size());
        List<AttemptRefused> attempts = attempts(subjects);
        assertThat(attempts)
                .hasSize(all.size())
                .filteredOn(a -> a.reason().equals("replay"))
                .hasSize(REPLAYED);
        assertThat(attempts).filteredOn(a -> a.reason().equals("signature")).hasSize(FORGED);
        assertThat(attempts.stream().map(AttemptRefused::about).distinct()).hasSize(FORGED + 1);
        assertThat(grants(hostile)).isZero();
        assertThat(ruleNames()).isSubsetOf(before);
    }

    private List<AttemptRefused> attempts(Set<String> subjects) {
        return wire.seen(AttemptRefused.class).stream()
                .filter(attempt -> subjects.contains(attempt.about()))
                .toList();
    }

    private long grants(List<Approved> about) throws SQLException {
        String[] ids = about.stream().map(each -> each.requestId().value()).toArray(String[]::new);
        try (var connection = database.getConnection();
                var count = connection.prepareStatement("SELECT (SELECT count(*) FROM access_grant WHERE"
                        + " request_id = ANY (?)) + (SELECT count(*) FROM used_approval WHERE request_id = ANY (?))")) {
            count.setArray(1, connection.createArrayOf("text", ids));
            count.setArray(2, connection.createArrayOf("text", ids));
            try (var rows = count.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
