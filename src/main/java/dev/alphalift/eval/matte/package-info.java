/// Scores of mattes: how opaque each pixel is.
@NullMarked
package dev.alphalift.eval.matte;

import org.jspecify.annotations.NullMarked;
