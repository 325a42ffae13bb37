/** Hears what the other services say about requests and VMs. */
@NullMarked
package io.postern.request.adapter.kafka;

import org.jspecify.annotations.NullMarked;
