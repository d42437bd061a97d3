/// A picture to a mask: the model catalogue, preparation of the input, reading of the output.
@NullMarked
package dev.alphalift.segment;

import org.jspecify.annotations.NullMarked;
