package io.postern.cli.signin;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/** What the person who signs in sees. */
public interface Screen {
    /** Whether anybody is there to answer. */
    boolean isAttended();

    void tell(String line);

    /** Opens an address in the person's browser, or says what to open. */
    void open(URI address);

    /** Shows a device code, as the issuer answered it. */
    void code(JsonNode code);
}
