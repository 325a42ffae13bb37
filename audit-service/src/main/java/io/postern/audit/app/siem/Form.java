package io.postern.audit.app.siem;

import io.postern.audit.domain.siem.Told;

/** Writes a leaf as the bytes that a SIEM takes. */
@FunctionalInterface
public interface Form {
    byte[] of(Told told);
}
