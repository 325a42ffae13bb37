package io.postern.approval.app;

import io.postern.contracts.event.PosternEvent;

/** The facts that this service tells the others, as part of the unit of work that makes them true. */
public interface Facts {
    void append(PosternEvent event);
}
