/// How fast it is and what it takes: the benchmark.
@NullMarked
package dev.alphalift.benchmark;

import org.jspecify.annotations.NullMarked;
