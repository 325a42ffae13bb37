/** Talking to the services over HTTP as one of the demo people. */
@NullMarked
package io.postern.cli.api;

import org.jspecify.annotations.NullMarked;
