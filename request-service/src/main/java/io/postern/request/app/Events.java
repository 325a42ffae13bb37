package io.postern.request.app;

import io.postern.contracts.event.PosternEvent;

/** Where facts are told, in the same transaction as what they tell of. */
public interface Events {
    void append(PosternEvent event);
}
