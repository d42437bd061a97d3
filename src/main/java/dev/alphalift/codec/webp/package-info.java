/// WebP, read and written by libwebp, where the machine has it.
@NullMarked
package dev.alphalift.codec.webp;

import org.jspecify.annotations.NullMarked;
