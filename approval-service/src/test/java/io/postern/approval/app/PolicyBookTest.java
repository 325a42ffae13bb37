package io.postern.approval.app;

import static io.postern.approval.Requests.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.approval.TestPolicy;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.SettingsChanged;
import io.postern.policy.ApprovalPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyBookTest {
    private final Shared shared = new Shared();
    private final List<PosternEvent> told = new ArrayList<>();
    private final List<String> compiled = new ArrayList<>();

    @Test
    void aChangeIsToldOnceHoweverManyInstancesMakeItAndHoweverOftenTheyRestart() {
        PolicyBook one = instance();
        PolicyBook other = instance();

        one.adopt("v1: a", NOW);
        other.adopt("v1: a", NOW);
        one.adopt("v2: b", NOW);
        other.adopt("v2: b", NOW);
        instance().adopt("v2: b", NOW);

        assertThat(told)
                .containsExactly(
                        new SettingsChanged("approval-policy", null, "v1"),
                        new SettingsChanged("approval-policy", "v1", "v2"));
    }

    @Test
    void goingBackIsAChangeToo() {
        PolicyBook book = instance();
        List.of("v1: a", "v2: b", "v1: a").forEach(text -> book.adopt(text, NOW));

        assertThat(told.getLast()).isEqualTo(new SettingsChanged("approval-policy", "v2", "v1"));
        assertThat(book.current().version()).isEqualTo("v1");
    }

    @Test
    void aVersionThatOnlyAnotherInstanceHadInItsFileIsKnown() {
        instance().adopt("v1: a", NOW);
        PolicyBook other = instance();
        other.adopt("v2: b", NOW);

        assertThat(other.version("v1")).map(ApprovalPolicy::text).contains("v1: a");
        assertThat(other.version("v3")).isEmpty();
    }

    @Test
    void aTextThatCannotBeReadChangesNothing() {
        PolicyBook book = instance();
        book.adopt("v1: a", NOW);

        assertThatThrownBy(() -> book.adopt("nonsense", NOW)).isInstanceOf(RuntimeException.class);

        assertThat(book.current().version()).isEqualTo("v1");
        assertThat(told).hasSize(1);
    }

    @Test
    void twoTextsOfOneVersionNeverBothHold() {
        PolicyBook book = instance();
        book.adopt("v1: a", NOW);

        assertThatThrownBy(() -> book.adopt("v1: something else", NOW)).hasMessageContaining("v1");

        assertThat(book.current().text()).isEqualTo("v1: a");
    }

    @Test
    void aVersionIsCompiledOnceAndFewAreKept() {
        PolicyBook writer = instance();
        for (int i = 1; i <= 12; i++) {
            writer.adopt("v" + i + ": a", NOW);
        }
        PolicyBook reader = instance();
        compiled.clear();
        for (int i = 1; i <= 12; i++) {
            reader.version("v" + i);
            reader.version("v" + i);
        }
        assertThat(compiled).hasSize(12);

        reader.version("v12");
        assertThat(compiled).hasSize(12);
        reader.version("v1");
        assertThat(compiled).hasSize(13);
    }

    @Test
    void aKeptVersionThatNobodyCanReadAnyMoreIsNoneAndIsTriedOnce() {
        shared.keep("old@1", "no colon: none", NOW);
        shared.keep("old@2", "nonsense", NOW);
        PolicyBook book = instance();
        book.adopt("v1: a", NOW);
        compiled.clear();

        assertThat(book.version("old@2")).isEmpty();
        assertThat(book.version("old@2")).isEmpty();
        assertThat(compiled).containsExactly("nonsense");
        assertThat(book.version("old@1")).isPresent();
        assertThat(book.find("old@2")).isPresent();
    }

    private PolicyBook instance() {
        return new PolicyBook(
                shared,
                text -> {
                    compiled.add(text);
                    return TestPolicy.read(text);
                },
                told::add,
                new AtOnce());
    }

    /** The tables that all instances share. */
    private static final class Shared implements PolicyVersions {
        private final Map<String, String> texts = new LinkedHashMap<>();
        private @Nullable String current;

        @Override
        public boolean keep(String version, String text, Instant now) {
            return texts.computeIfAbsent(version, _ -> text).equals(text);
        }

        @Override
        public Turn turnTo(String version, Instant now) {
            Turn turn = new Turn(!version.equals(current), current);
            current = version;
            return turn;
        }

        @Override
        public Optional<Written> find(String version) {
            return Optional.ofNullable(texts.get(version))
                    .map(text -> new Written(new Kept(version, NOW, Objects.equals(version, current)), text));
        }

        @Override
        public List<Kept> newest(int atMost) {
            return List.of();
        }
    }

    /** A unit of work without a transaction. */
    private static final class AtOnce implements UnitOfWork {
        @Override
        public <T> T doing(Supplier<T> work) {
            return work.get();
        }

        @Override
        public void afterwards(Runnable wake) {
            wake.run();
        }
    }
}
