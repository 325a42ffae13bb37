/** The native HTTP API: reads what people send, and answers with what was decided. */
@NullMarked
package io.postern.request.adapter.rest;

import org.jspecify.annotations.NullMarked;
