/** A model of the database: transactions, rollback, and answers that never come. */
@NullMarked
package io.postern.simulation.record;

import org.jspecify.annotations.NullMarked;
