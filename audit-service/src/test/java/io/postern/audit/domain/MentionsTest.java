package io.postern.audit.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.codec.Decoded;
import io.postern.contracts.codec.EventCodec;
import io.postern.contracts.event.DecisionMade;
import io.postern.contracts.event.EventType;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MentionsTest {
    private static final Path GOLDEN = Path.of("..", "contracts", "src", "test", "resources", "golden", "v1");
    private static final Pattern OID = Pattern.compile("\"oid\": *\"([^\"]+)\"");

    /** Over the golden event of every type: whoever has an object id in it is found by it. */
    @ParameterizedTest
    @EnumSource(EventType.class)
    void nobodyInAnEventIsOverlooked(EventType type) throws IOException {
        String golden = Files.readString(GOLDEN.resolve(type.wireName() + ".json"));
        Set<String> ids = new HashSet<>();
        Matcher matcher = OID.matcher(golden);
        while (matcher.find()) {
            ids.add(matcher.group(1));
        }
        Decoded.Event read =
                (Decoded.Event) new EventCodec().decode(type.topic(), golden.getBytes(StandardCharsets.UTF_8));

        assertThat(Mentions.of(read.envelope().event()).stream()
                        .flatMap(mention -> mention.id().stream())
                        .map(PersonId::oid))
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void aBotsProofBelongsToTheApproverThatItNames() {
        String claims = "{\"sub\":\"x\",\"approver\":{\"tenant\":\"t\",\"oid\":\"Ann\"},\"reason\":\"ok\"}";
        String jws =
                "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                        + ".c2ln";

        assertThat(Mentions.of(new DecisionMade(RequestId.next(), "sample", new DecisionMade.Personal(jws))))
                .containsExactly(Mention.owner(new PersonId("t", "ann")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "e30.e30.c2ln", "e30.%%%.c2ln", "e30.eyJhcHByb3ZlciI6e319.c2ln"})
    void aProofThatNamesNobodyBelongsToNobody(String jws) {
        assertThat(Mentions.of(new DecisionMade(RequestId.next(), "sample", new DecisionMade.Personal(jws))))
                .isEmpty();
    }
}
