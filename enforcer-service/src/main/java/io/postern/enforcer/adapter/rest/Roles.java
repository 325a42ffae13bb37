package io.postern.enforcer.adapter.rest;

/** The app roles that a caller's token may carry. */
final class Roles {
    static final String CLOSE = "Postern.Close";
    static final String CONFIGURE = "Postern.Configure";
    static final String REQUEST = "Postern.Request";
    static final String READ = "Postern.Read";

    private Roles() {}
}
