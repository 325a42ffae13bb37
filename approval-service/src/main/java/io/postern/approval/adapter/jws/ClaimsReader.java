package io.postern.approval.adapter.jws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.approval.domain.proof.DecisionClaims;
import io.postern.approval.domain.proof.EnrolmentClaims;
import io.postern.approval.domain.proof.ProofBase;
import io.postern.contracts.codec.PosternJson;
import io.postern.contracts.event.Narrowing;
import io.postern.contracts.event.Verdict;
import io.postern.contracts.id.PersonId;
import io.postern.jws.Members;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads the claims of what a bot signed: all of them, no others, each of its type and within its size; else nothing. */
final class ClaimsReader {
    private static final ObjectMapper JSON = PosternJson.mapper();
    private static final Set<String> BASE = Set.of("iss", "aud", "jti", "iat", "exp", "account");
    private static final Set<String> DECISION =
            Set.of("iss", "aud", "jti", "iat", "exp", "account", "sub", "digest", "verdict", "approver", "reason");
    private static final Set<String> NARROW = Set.of("duration", "ports", "sources");
    private static final Pattern JTI = Pattern.compile("[0-9A-Za-z_-]{16,64}");
    private static final Pattern ACCOUNT = Pattern.compile("[!-~]{1,128}");
    private static final int LONGEST_REASON = 500;
    private static final int MOST_TO_NARROW = 50;

    private ClaimsReader() {}

    static Optional<DecisionClaims> decision(JsonNode payload) {
        Members claims = new Members(payload);
        Set<String> names = new HashSet<>(claims.names());
        boolean narrows = names.remove("narrow");
        if (!payload.isObject()
                || !names.equals(DECISION)
                || !hasBase(claims)
                || !claims.areTexts("sub", "digest")
                || !isReason(claims.text("reason"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new DecisionClaims(
                    base(claims),
                    claims.text("sub"),
                    claims.text("digest"),
                    verdict(claims.text("verdict")),
                    person(new Members(payload.path("approver"))),
                    claims.text("account"),
                    claims.text("reason"),
                    narrows ? narrowing(new Members(payload.path("narrow"))) : null));
        } catch (IllegalArgumentException | JsonProcessingException _) {
            return Optional.empty();
        }
    }

    static Optional<EnrolmentClaims> enrolment(JsonNode payload) {
        Members claims = new Members(payload);
        return claims.areExactly(BASE) && hasBase(claims)
                ? Optional.of(new EnrolmentClaims(base(claims), claims.text("account")))
                : Optional.empty();
    }

    private static boolean hasBase(Members claims) {
        return claims.areTexts("iss", "aud")
                && claims.isTime("iat")
                && claims.isTime("exp")
                && JTI.matcher(claims.text("jti")).matches()
                && ACCOUNT.matcher(claims.text("account")).matches();
    }

    private static ProofBase base(Members claims) {
        return new ProofBase(
                claims.text("iss"), claims.text("aud"), claims.text("jti"), claims.time("iat"), claims.time("exp"));
    }

    private static Verdict verdict(String word) {
        return switch (word) {
            case "approve" -> Verdict.APPROVE;
            case "deny" -> Verdict.DENY;
            default -> throw new IllegalArgumentException("not a verdict");
        };
    }

    private static PersonId person(Members person) {
        if (!person.areExactly(Set.of("tenant", "oid"))) {
            throw new IllegalArgumentException("not a person");
        }
        return new PersonId(person.text("tenant"), person.text("oid"));
    }

    private static Narrowing narrowing(Members narrow) throws JsonProcessingException {
        JsonNode node = narrow.node();
        boolean fit = node.isObject()
                && !node.isEmpty()
                && NARROW.containsAll(narrow.names())
                && (!node.has("duration") || node.path("duration").isTextual())
                && isListOf(node, "ports", JsonNode::isInt)
                && isListOf(node, "sources", JsonNode::isTextual);
        if (!fit) {
            throw new IllegalArgumentException("not a narrowing");
        }
        return JSON.treeToValue(node, Narrowing.class);
    }

    /** Or not there at all. */
    private static boolean isListOf(JsonNode node, String name, Predicate<JsonNode> type) {
        JsonNode list = node.path(name);
        return list.isMissingNode()
                || list.isArray()
                        && !list.isEmpty()
                        && list.size() <= MOST_TO_NARROW
                        && list.valueStream().allMatch(type);
    }

    /** What no database keeps, or a terminal would obey, is no reason. */
    private static boolean isReason(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST_REASON
                && text.codePoints()
                        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                                || Character.isISOControl(c) && c != '\n' && c != '\t');
    }
}
