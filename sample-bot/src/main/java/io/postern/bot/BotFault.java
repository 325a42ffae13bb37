package io.postern.bot;

import java.io.Serial;

/** Something that the person at the terminal has to put right, in one sentence that says what to do. */
final class BotFault extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    BotFault(String sentence) {
        super(sentence);
    }
}
