/** Reads what people ask for, what bots say that people decided, and what is seen of VMs, from their topics. */
@NullMarked
package io.postern.approval.adapter.kafka;

import org.jspecify.annotations.NullMarked;
