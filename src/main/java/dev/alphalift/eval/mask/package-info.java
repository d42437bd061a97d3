/// Scores of masks: what is subject and what is not.
@NullMarked
package dev.alphalift.eval.mask;

import org.jspecify.annotations.NullMarked;
