/** Azure's network, as far as the sweeper may see and change it. */
@NullMarked
package io.postern.sweeper.adapter.azure;

import org.jspecify.annotations.NullMarked;
