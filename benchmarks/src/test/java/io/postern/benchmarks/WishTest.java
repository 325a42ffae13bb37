package io.postern.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WishTest {
    private static final List<Wish.Target> TARGETS = List.of(new Wish.Target("/subscriptions/x", List.of(22)));

    @Test
    void aBodyWithEveryFieldIsKeptAndOneWithoutIsNot() {
        assertThat(new Wish(TARGETS, List.of("203.0.113.7"), "PT1H", "deploy").valid())
                .isTrue();
        assertThat(new Wish(null, List.of("203.0.113.7"), "PT1H", "deploy").valid())
                .isFalse();
        assertThat(new Wish(TARGETS, List.of(), "PT1H", "deploy").valid()).isFalse();
        assertThat(new Wish(TARGETS, List.of("203.0.113.7"), "an hour", "deploy").valid())
                .isFalse();
        assertThat(new Wish(TARGETS, List.of("203.0.113.7"), "PT1H", " ").valid())
                .isFalse();
        assertThat(new Wish.Target("/subscriptions/x", List.of(70_000)).valid()).isFalse();
    }
}
