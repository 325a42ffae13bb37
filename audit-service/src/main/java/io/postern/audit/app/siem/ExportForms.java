package io.postern.audit.app.siem;

import java.util.List;

/** The forms that there are, by their words. */
public record ExportForms(List<ExportForm> all) {
    public ExportForms {
        all = List.copyOf(all);
    }

    /** Throws {@link IllegalArgumentException} with the words there are. */
    public ExportForm named(String word) {
        return all.stream()
                .filter(form -> form.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a format is one of "
                        + String.join(", ", all.stream().map(ExportForm::word).toList())));
    }
}
