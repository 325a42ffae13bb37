package io.postern.policy.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.policy.Asked;
import io.postern.policy.rule.Groups;
import io.postern.policy.rule.Question;
import io.postern.policy.rule.Truth;
import io.postern.policy.rule.Vocabulary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {
    private static final Conditions CONDITIONS = new Conditions();
    private static final Groups GROUPS = new Groups(Map.of("oncall", "33333333-0000-0000-0000-000000000003"));
    private static final Question KNOWN = question(Asked.of()
            .targets(Asked.tagged("Web-1", Map.of("Env", "prod"), 22, 3389))
            .in(Set.of("33333333-0000-0000-0000-000000000003"))
            .from("203.0.113.0/24", "2001:db8::/56")
            .saying("the disk is full", "INC-12")
            .at("2026-10-25T00:30:00Z"));
    private static final Question UNKNOWN = question(Asked.of("web-1").in(null).lasting(Duration.ofHours(5)));

    private static Question question(Asked asked) {
        return Question.of(asked.facts(), GROUPS).getFirst();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "target.name == 'web-1' ; YES ; YES",
                "target.tags['env'] == 'prod' ; YES ; UNKNOWN",
                "target.tags.team == 'a' ; UNKNOWN ; UNKNOWN",
                "'team' in target.tags && target.tags.team == 'a' ; NO ; UNKNOWN",
                "has(target.tags.env) ; YES ; UNKNOWN",
                "target.tags['env'] == 'prod' || true ; YES ; YES",
                "target.tags['env'] == 'prod' && false ; NO ; NO",
                "'oncall' in subject.groups ; YES ; UNKNOWN",
                "'33333333-0000-0000-0000-000000000003' in subject.groups ; YES ; UNKNOWN",
                "'others' in subject.groups ; NO ; UNKNOWN",
                "3389 in request.ports ; YES ; NO",
                "request.ports.all(p, p in [22, 3389]) ; YES ; YES",
                "request.duration > duration('4h') ; NO ; YES",
                "request.duration <= duration('90m') ; YES ; NO",
                "request.widestIpv4 < 32 ; YES ; NO",
                "request.widestIpv6 < 128 ; YES ; NO",
                "request.sources.all(s, s.within('203.0.113.0/24')) ; NO ; YES",
                "request.sources.exists(s, s.within('203.0.113.0/24')) ; YES ; YES",
                "request.ticket.matches('^INC-[0-9]+$') ; YES ; NO",
                "request.at.getHours('Europe/Amsterdam') == 2 ; YES ; NO",
                "request.at.getDayOfWeek('Europe/Amsterdam') == 0 ; YES ; NO",
                "1 / (request.extension - request.extension) == 1 ; UNKNOWN ; UNKNOWN",
                "request.ticket.matches(request.justification + '(') ; UNKNOWN ; UNKNOWN",
                "dyn(request.ticket) ; UNKNOWN ; UNKNOWN"
            })
    void conditionsLookAtWhatIsKnownAndFailAtWhatIsNot(String condition, Truth known, Truth unknown) {
        assertThat(CONDITIONS.read(condition).test(KNOWN)).isEqualTo(known);
        assertThat(CONDITIONS.read(condition).test(UNKNOWN)).isEqualTo(unknown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "target.nmae == 'x' | 0 | Did you mean target.name?",
                "true && targets.name == 'x' | 8 | no condition knows targets.name",
                "target.name == 1 | 12 | do not go together: (string, int)",
                "request.duration | 7 | true or false",
                "target.name == | 14 | not a condition in CEL",
                "request.ports.all(p, request.ports.all(q, p == q)) | 38 | a loop",
                "target.name.matches('(') | 19 | RE2",
                "target.name.matches('((a{100}){100}){100}') | 19 | matches",
                "target.name.matches('(?=a)b') | 19 | RE2",
                "request.duration < duration('3 hours') | 27 | 90m, 3h or 1h30m",
                "request.at.getHours('Europe/Amsterdm') > 1 | 19 | Europe/Amsterdm",
                "request.sources.all(s, s.within('203.0.113.7/24')) | 31 | host bits",
                "request.at > timestamp('tomorrow') | 22 | tomorrow",
                "subject.secret == 'x' | 0 | no condition knows subject.secret",
                "System.exit(1) | 0 | no condition knows"
            })
    void whatCanNeverWorkIsFoundWhenItIsRead(String condition, int offset, String sentence) {
        assertThatThrownBy(() -> CONDITIONS.read(condition)).isInstanceOfSatisfying(ConditionFault.class, fault -> {
            assertThat(fault.sentence()).contains(sentence);
            assertThat(fault.offset()).isEqualTo(offset);
        });
    }

    @Test
    void aConditionIsBoundedInLengthAndDepth() {
        assertThatThrownBy(() -> CONDITIONS.read("true" + " && true".repeat(300)))
                .isInstanceOf(ConditionFault.class);
        assertThatThrownBy(() -> CONDITIONS.read("!(".repeat(100) + "true" + ")".repeat(100)))
                .isInstanceOf(ConditionFault.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "request.ticket.matches('^(a+)+$')",
                "request.ticket.matches('(a|aa)+$')",
                "request.ticket.matches('(.*)*b')"
            })
    void aHostileTextCannotMakeAPatternRunAway(String condition) {
        Question hostile = question(Asked.of("web-1").saying("x", "a".repeat(50_000) + "!"));
        assertThat(CONDITIONS.read(condition).test(hostile)).isEqualTo(Truth.NO);
    }

    @Test
    void aLoopOverTooMuchFailsInsteadOfRunningOn() {
        Question many = question(Asked.of("web-1")
                .from(IntStream.range(0, 2_000)
                        .mapToObj(i -> "10.0." + i / 250 + "." + i % 250)
                        .toArray(String[]::new)));
        assertThat(CONDITIONS.read("request.sources.all(s, s != '')").test(many))
                .isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void everyWordHasAValueOfItsKind() {
        Vocabulary.WORDS.forEach((word, kind) -> {
            Object value = KNOWN.values().get(word);
            assertThat(value).as(word).isNotNull();
            String condition = switch (kind) {
                case TEXT -> word + " == " + word + " && " + word + " != 'x'";
                case TEXTS, NUMBERS -> word + ".size() >= 0";
                case TEXT_BY_TEXT -> word + ".size() == 1";
                case NUMBER -> word + " + 1 > " + word;
                case LENGTH_OF_TIME -> word + " > duration('0s')";
                case MOMENT -> word + " > timestamp('2000-01-01T00:00:00Z')";
            };
            assertThat(CONDITIONS.read(condition).test(KNOWN)).as(condition).isEqualTo(Truth.YES);
        });
        assertThat(KNOWN.values().keySet()).isEqualTo(Vocabulary.WORDS.keySet());
    }

    /** Conditions that were made up: the everyday part that is decided without CEL says what CEL says. */
    @Test
    void theShortcutAlwaysAgreesWithCel() {
        Random random = new Random(4);
        List<Question> questions = List.of(KNOWN, UNKNOWN);
        int decided = 0;
        for (int i = 0; i < 600; i++) {
            String source = expression(random, 3);
            CelCondition condition = (CelCondition) CONDITIONS.read(source);
            for (Question question : questions) {
                Truth plain = condition.plain(question);
                assertThat(condition.test(question)).as(source).isEqualTo(plain);
                decided += plain == Truth.UNKNOWN ? 0 : 1;
            }
        }
        assertThat(decided).isBetween(300, 1_100);
    }

    private static String expression(Random random, int depth) {
        List<String> atoms = new ArrayList<>(List.of(
                "target.name == 'web-1'",
                "target.name != 'web-1'",
                "target.name in ['web-1', 'b']",
                "target.name in ['a', 'b']",
                "target.os == 'linux'",
                "target.tags['env'] == 'prod'",
                "target.tags.env != 'prod'",
                "target.tags.none == 'x'",
                "target.tags.env in ['prod', 'test']",
                "has(target.tags.env)",
                "has(target.tags.none)",
                "'env' in target.tags",
                "22 in request.ports",
                "443 in request.ports",
                "22 in target.openPorts",
                "'oncall' in subject.groups",
                "'none' in subject.groups",
                "request.duration < duration('3h')",
                "request.duration >= duration('3h')",
                "request.duration == duration('60m')",
                "request.duration > duration('1h30m')",
                "request.widestIpv4 <= 24",
                "24 < request.widestIpv4",
                "request.extension == 0",
                "target.name.startsWith('web')",
                "target.name.endsWith('x')",
                "target.tags.env.contains('ro')",
                "target.name < 'x'",
                "target.tags.env.matches('^p')",
                "request.at > timestamp('2026-01-01T00:00:00Z')",
                "true",
                "false"));
        if (depth == 0 || random.nextInt(5) == 0) {
            return atoms.get(random.nextInt(atoms.size()));
        }
        return switch (random.nextInt(5)) {
            case 0 -> "!(" + expression(random, depth - 1) + ")";
            case 1, 2 -> "(" + expression(random, depth - 1) + ") && (" + expression(random, depth - 1) + ")";
            case 3 -> "(" + expression(random, depth - 1) + ") || (" + expression(random, depth - 1) + ")";
            default ->
                "(" + expression(random, depth - 1) + ") ? (" + expression(random, depth - 1) + ") : ("
                        + expression(random, depth - 1) + ")";
        };
    }
}
