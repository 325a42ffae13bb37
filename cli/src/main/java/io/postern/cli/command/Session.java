package io.postern.cli.command;

import io.postern.cli.api.Api;
import io.postern.cli.api.People;
import io.postern.cli.api.Postern;
import io.postern.cli.stack.Addresses;
import io.postern.cli.stack.LocalStack;
import io.postern.cli.stack.StackSettings;

/** The local stack that a command talks to. */
final class Session {
    private final LocalStack stack = new LocalStack(StackSettings.standard(System.getenv()));
    private final Api api = new Api();

    LocalStack stack() {
        return stack;
    }

    Addresses addresses() {
        return stack.addresses();
    }

    People people() {
        return new People(api, addresses());
    }

    /** The API as that person. */
    Postern as(String user) {
        return new Postern(api, addresses(), people().person(user));
    }
}
