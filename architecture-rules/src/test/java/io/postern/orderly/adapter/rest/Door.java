package io.postern.orderly.adapter.rest;

import io.postern.orderly.app.Decide;
import org.assertj.core.api.Assertions;

/** An adapter, which may know a framework. */
public record Door(Decide decide) {
    public void open() {
        Assertions.assertThat(decide).isNotNull();
    }
}
