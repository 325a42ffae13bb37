package io.postern.portal.adapter.web.approvals;

import io.postern.portal.app.Answer;
import java.util.LinkedHashMap;
import java.util.Map;

/** A review as it was filled in, and what is wrong with it. */
public record ReviewView(
        String justified, String comment, Map<String, String> wrongs, String troubleTitle, String trouble) {
    private static final int LONGEST = 500;

    static ReviewView of(String justified, String comment) {
        Map<String, String> wrong = new LinkedHashMap<>();
        if (!justified.equals("true") && !justified.equals("false")) {
            wrong.put("justified", "Choose one.");
        }
        if (comment.isBlank()) {
            wrong.put("comment", "Say what you found.");
        } else if (comment.strip().length() > LONGEST) {
            wrong.put("comment", "Say it in at most " + LONGEST + " characters.");
        }
        return new ReviewView(justified, comment, wrong, "", "");
    }

    /** The same with what came of sending it. */
    ReviewView with(String title, Answer<?> answer) {
        return new ReviewView(justified, comment, wrongs, title, answer.trouble());
    }

    /** What is wrong with a field; empty when nothing is. */
    public String wrong(String field) {
        return wrongs.getOrDefault(field, "");
    }
}
