/** The HTTP API: closing, and what stands where. */
@NullMarked
package io.postern.enforcer.adapter.rest;

import org.jspecify.annotations.NullMarked;
