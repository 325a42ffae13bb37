package io.postern.enforcer.app;

import io.postern.contracts.event.PosternEvent;

/** Tells the other services a fact, in the same transaction that makes it one. */
public interface Events {
    void append(PosternEvent event);
}
