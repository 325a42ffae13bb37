/** Tests. */
@NullMarked
package io.postern.approval.adapter.rest;

import org.jspecify.annotations.NullMarked;
