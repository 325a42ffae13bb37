/** The published log and the trail over HTTP. */
@NullMarked
package io.postern.audit.adapter.rest;

import org.jspecify.annotations.NullMarked;
