/// Colour spaces that a file names, as ICC profiles.
@NullMarked
package dev.alphalift.codec.colour;

import org.jspecify.annotations.NullMarked;
