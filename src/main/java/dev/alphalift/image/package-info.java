/// The values: pictures, masks, sizes and colours, and the arithmetic that only rearranges or
/// resamples them. Knows nothing but java.base.
@NullMarked
package dev.alphalift.image;

import org.jspecify.annotations.NullMarked;
