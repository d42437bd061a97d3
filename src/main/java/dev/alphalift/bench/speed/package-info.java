/// How fast it is and what it takes: the benchmark.
@NullMarked
package dev.alphalift.bench.speed;

import org.jspecify.annotations.NullMarked;
