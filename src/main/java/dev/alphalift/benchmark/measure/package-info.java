/// What is measured: time, processors, memory, and how they spread.
@NullMarked
package dev.alphalift.benchmark.measure;

import org.jspecify.annotations.NullMarked;
