/** Refusals over HTTP: one RFC 9457 problem document for each, whoever refuses. */
@NullMarked
package io.postern.problems;

import org.jspecify.annotations.NullMarked;
