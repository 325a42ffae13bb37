/** Requests and replies over the JDK's HTTP server, plain and TLS. */
@NullMarked
package io.postern.emulator.http;

import org.jspecify.annotations.NullMarked;
