/** The last-resort remover of expired rules: no Kafka, no database, an identity of its own. */
@NullMarked
package io.postern.sweeper;

import org.jspecify.annotations.NullMarked;
