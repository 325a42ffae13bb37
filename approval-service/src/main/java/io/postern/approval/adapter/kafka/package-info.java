/** Reads what people ask for from the requests topic. */
@NullMarked
package io.postern.approval.adapter.kafka;

import org.jspecify.annotations.NullMarked;
