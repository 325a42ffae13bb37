/** Asks the services beside this one what would become of a request. */
@NullMarked
package io.postern.request.adapter.neighbours;

import org.jspecify.annotations.NullMarked;
