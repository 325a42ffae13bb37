/** Talking to the services over HTTP as somebody who is signed in. */
@NullMarked
package io.postern.cli.api;

import org.jspecify.annotations.NullMarked;
