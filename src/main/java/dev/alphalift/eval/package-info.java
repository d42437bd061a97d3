/// How good a prediction is: metrics as their papers and reference implementations define them.
@NullMarked
package dev.alphalift.eval;

import org.jspecify.annotations.NullMarked;
