package io.postern.contracts.event;

import org.jspecify.annotations.Nullable;

/**
 * A service works by other rules than before.
 *
 * @param setting what was changed, such as {@code approval-policy}
 * @param before the version that held before; null when there was none
 * @param now the version that holds now
 */
public record SettingsChanged(String setting, @Nullable String before, String now) implements PosternEvent {
    @Override
    public String subject() {
        return setting;
    }
}
