@NullMarked
package io.postern.benchmarks;

import org.jspecify.annotations.NullMarked;
