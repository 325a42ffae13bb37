/** Which rules are over: from their names and Azure's clock alone. */
@NullMarked
package io.postern.sweeper.domain;

import org.jspecify.annotations.NullMarked;
