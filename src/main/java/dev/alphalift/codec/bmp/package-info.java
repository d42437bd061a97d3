/// BMP, read.
@NullMarked
package dev.alphalift.codec.bmp;

import org.jspecify.annotations.NullMarked;
