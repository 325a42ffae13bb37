/** Keeps requests, orders, policies and the inventory in this service's own database. */
@NullMarked
package io.postern.request.adapter.postgres;

import org.jspecify.annotations.NullMarked;
