package io.postern.approval.domain;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One permission of an Azure role: the actions it gives, but for those it takes back. {@code *} stands for anything. */
public record Permission(List<String> actions, List<String> notActions) {
    public Permission {
        actions = List.copyOf(actions);
        notActions = List.copyOf(notActions);
    }

    public boolean permits(String action) {
        return actions.stream().anyMatch(pattern -> matches(pattern, action))
                && notActions.stream().noneMatch(pattern -> matches(pattern, action));
    }

    /** Azure compares actions without regard to case; ASCII case, in every locale. */
    private static boolean matches(String pattern, String action) {
        String form = Pattern.compile("\\*+")
                .splitAsStream(pattern + "\0")
                .map(part -> Pattern.quote(part.replace("\0", "")))
                .collect(Collectors.joining(".*"));
        return Pattern.compile(form, Pattern.CASE_INSENSITIVE).matcher(action).matches();
    }
}
