/// Scores of pictures: a cutout over a background beside the true one.
@NullMarked
package dev.alphalift.eval.composite;

import org.jspecify.annotations.NullMarked;
