/** One request's whole life, as its events tell it. */
@NullMarked
package io.postern.audit.domain.story;

import org.jspecify.annotations.NullMarked;
