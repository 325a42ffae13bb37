package io.postern.portal.adapter.web;

import java.util.List;

/**
 * What a page says in the place of what was asked for.
 *
 * @param way where to go from there
 * @param wayTitle what that is called
 */
record Trouble(
        int status, String title, String sentence, List<String> unmet, String icon, String way, String wayTitle) {
    static Trouble of(int status, String title, String sentence) {
        return of(status, title, sentence, List.of());
    }

    static Trouble of(int status, String title, String sentence, List<String> unmet) {
        return new Trouble(
                status, title, sentence, unmet, status == 403 ? "lock" : "warning", "/", "To the start page");
    }
}
