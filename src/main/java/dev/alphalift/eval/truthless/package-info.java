/// What can be told of a cutout without a truth.
@NullMarked
package dev.alphalift.eval.truthless;

import org.jspecify.annotations.NullMarked;
