/** The world around the portal in tests: an issuer, the services and a browser without a screen. */
package io.postern.portal.testing;
