package io.postern.portal.app;

/** The words for a service that does not answer. */
final class Silence {
    private Silence() {}

    static String sentence(String what) {
        return what + " cannot be reached just now. Nothing is lost: try again in a moment.";
    }
}
