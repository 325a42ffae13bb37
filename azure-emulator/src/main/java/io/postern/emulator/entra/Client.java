package io.postern.emulator.entra;

import java.util.List;
import java.util.regex.Pattern;

/**
 * An application that people sign in to.
 *
 * @param confidential whether it has a secret; the others may send people back to any port of this machine, as RFC 8252 has it
 * @param redirects where a confidential one may have its codes sent, exactly
 * @param afterSignOut where people may be sent after they signed out, exactly
 */
record Client(String id, String name, boolean confidential, List<String> redirects, List<String> afterSignOut) {
    private static final Pattern LOOPBACK =
            Pattern.compile("http://(127\\.0\\.0\\.1|localhost|\\[::1])(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?");

    Client {
        redirects = List.copyOf(redirects);
        afterSignOut = List.copyOf(afterSignOut);
    }

    boolean mayReturnTo(String uri) {
        return redirects.contains(uri) || !confidential && LOOPBACK.matcher(uri).matches();
    }
}
