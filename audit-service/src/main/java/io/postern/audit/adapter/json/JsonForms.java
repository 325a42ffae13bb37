package io.postern.audit.adapter.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.audit.app.siem.Form;
import io.postern.audit.domain.siem.AsimRow;
import io.postern.audit.domain.siem.OcsfRecord;
import java.util.Map;

/** The schemas of SIEMs as JSON, one object a leaf and on one line. */
public final class JsonForms {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonForms() {}

    public static Form ocsf() {
        return told -> bytes(OcsfRecord.of(told));
    }

    public static Form asim() {
        return told -> bytes(AsimRow.of(told));
    }

    private static byte[] bytes(Map<String, Object> fields) {
        try {
            return JSON.writeValueAsBytes(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists, texts and numbers can be written", e);
        }
    }
}
