package io.postern.audit.app.siem;

import io.postern.audit.app.LogRefused;
import io.postern.audit.app.SigningSession;
import io.postern.audit.app.siem.Siem.LastTold;
import io.postern.audit.domain.Checkpoint;
import io.postern.audit.domain.ListedNote;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Holds what a SIEM was told against what is signed here. It is evidence against us: a trail that is shorter, or was signed
 * otherwise, has lost something, and another signature would make a second history.
 */
public final class ToldBefore {
    private final Siem siem;

    public ToldBefore(Siem siem) {
        this.siem = siem;
    }

    /**
     * To be asked before anything is signed; {@link LogRefused} when the SIEM was told of what is not signed here, and
     * {@link SiemUnavailable} when it does not answer.
     */
    public void requireSigned(SigningSession session) {
        require(over ->
                session.signed(over - 1, over).stream().map(ListedNote::note).findFirst());
    }

    void requireSigned(SiemSession session) {
        require(session::noteOver);
    }

    /** First the SIEM is asked and then the database, which remembers each checkpoint before anybody is told of it. */
    private void require(LongFunction<Optional<String>> noteOver) {
        Optional<LastTold> last = siem.last();
        if (last.isEmpty()) {
            return;
        }
        Checkpoint told = last.get().checkpoint();
        boolean known = noteOver.apply(told.size())
                .filter(note -> note.startsWith(told.text()))
                .isPresent();
        if (!known) {
            throw new LogRefused("the SIEM was told of leaf " + last.get().index() + " with a checkpoint over "
                    + told.size() + " leaves that this database does not know: it is older than what was told, or "
                    + "another one");
        }
    }
}
