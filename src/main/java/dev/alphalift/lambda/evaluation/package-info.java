/// Functions that evaluate and measure.
@NullMarked
package dev.alphalift.lambda.evaluation;

import org.jspecify.annotations.NullMarked;
