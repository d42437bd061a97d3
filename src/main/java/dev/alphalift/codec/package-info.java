/// Bytes to pictures and back: sniffing, limits, upright orientation, colour profile, JPEG and PNG.
@NullMarked
package dev.alphalift.codec;

import org.jspecify.annotations.NullMarked;
