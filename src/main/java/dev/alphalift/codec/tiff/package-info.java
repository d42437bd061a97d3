/// TIFF, read.
@NullMarked
package dev.alphalift.codec.tiff;

import org.jspecify.annotations.NullMarked;
