/// All scores of a pair.
@NullMarked
package dev.alphalift.eval.scorecard;

import org.jspecify.annotations.NullMarked;
