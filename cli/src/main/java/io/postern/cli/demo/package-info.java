/** The main job from nothing, step by step, with the time each step took. */
@NullMarked
package io.postern.cli.demo;

import org.jspecify.annotations.NullMarked;
