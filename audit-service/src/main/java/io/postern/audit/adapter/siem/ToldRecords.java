package io.postern.audit.adapter.siem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.audit.app.siem.Siem.LastTold;
import io.postern.audit.domain.Checkpoint;
import io.postern.audit.domain.NoteVerifier;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads records of the topic, and believes those whose checkpoint this log has signed: anybody could have written them. */
final class ToldRecords {
    private final ObjectMapper json = new ObjectMapper();
    private final NoteVerifier log;

    /** Records that were told together have the same checkpoint, which need not be verified for each of them. */
    private @Nullable String note;

    private Optional<Checkpoint> opened = Optional.empty();

    ToldRecords(NoteVerifier log) {
        this.log = log;
    }

    Optional<LastTold> read(byte @Nullable [] record) {
        JsonNode postern = postern(record);
        JsonNode index = postern.path("leafIndex");
        JsonNode checkpoint = postern.path("checkpoint");
        if (!index.canConvertToLong() || !index.isIntegralNumber() || !checkpoint.isTextual()) {
            return Optional.empty();
        }
        return opened(checkpoint.textValue())
                .filter(covering -> index.longValue() >= 0 && index.longValue() < covering.size())
                .map(covering -> new LastTold(index.longValue(), covering));
    }

    private JsonNode postern(byte @Nullable [] record) {
        try {
            return record == null ? json.missingNode() : json.readTree(record).at("/unmapped/postern");
        } catch (IOException notJson) {
            return json.missingNode();
        }
    }

    private Optional<Checkpoint> opened(String text) {
        if (!text.equals(note)) {
            opened = Checkpoint.open(text, log);
            note = text;
        }
        return opened;
    }
}
