/** Events of every topic in. */
@NullMarked
package io.postern.audit.adapter.kafka;

import org.jspecify.annotations.NullMarked;
