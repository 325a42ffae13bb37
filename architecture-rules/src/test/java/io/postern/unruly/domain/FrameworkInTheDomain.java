package io.postern.unruly.domain;

import org.assertj.core.api.Assertions;

/** Planted: the domain knows a library. */
public final class FrameworkInTheDomain {
    public void decide() {
        Assertions.assertThat(1).isOne();
    }
}
