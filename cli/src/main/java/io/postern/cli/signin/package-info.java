/** Signing in: profiles, the issuer's authorization code and device code flows, and the tokens that are kept. */
@NullMarked
package io.postern.cli.signin;

import org.jspecify.annotations.NullMarked;
