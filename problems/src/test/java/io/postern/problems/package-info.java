@NullMarked
package io.postern.problems;

import org.jspecify.annotations.NullMarked;
