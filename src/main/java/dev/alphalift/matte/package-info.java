/// A picture and a mask to a cutout, and what is put behind it.
@NullMarked
package dev.alphalift.matte;

import org.jspecify.annotations.NullMarked;
