/** The emulated Entra: OpenID metadata, signing key and access tokens. */
@NullMarked
package io.postern.emulator.entra;

import org.jspecify.annotations.NullMarked;
