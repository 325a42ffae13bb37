/** Signing in and out at an OpenID Connect issuer, with the tokens kept on the server. */
@NullMarked
package io.postern.portal.adapter.oidc;

import org.jspecify.annotations.NullMarked;
