/** Requests and replies over HTTP/1.1, plain and TLS; answers may be late, torn or wrongly dated. */
@NullMarked
package io.postern.emulator.http;

import org.jspecify.annotations.NullMarked;
