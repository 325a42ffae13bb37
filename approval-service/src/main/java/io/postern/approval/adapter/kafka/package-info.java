/** Reads what people ask for, and what is seen of VMs, from their topics. */
@NullMarked
package io.postern.approval.adapter.kafka;

import org.jspecify.annotations.NullMarked;
