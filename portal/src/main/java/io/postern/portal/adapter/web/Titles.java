package io.postern.portal.adapter.web;

/** Headings for what goes wrong. */
final class Titles {
    private Titles() {}

    static String of(int status) {
        return switch (status) {
            case 401 -> "Sign in again";
            case 403 -> "You have no right to this";
            case 404 -> "There is nothing here";
            case 405 -> "This cannot be done here";
            case 409, 412 -> "Somebody was faster";
            case 413 -> "That was too long";
            case 429 -> "That was too often";
            case 500 -> "Something is wrong with the portal";
            case 502, 503, 504 -> "This cannot be shown just now";
            default -> "This was not accepted";
        };
    }
}
