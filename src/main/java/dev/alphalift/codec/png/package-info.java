/// PNG, read and written.
@NullMarked
package dev.alphalift.codec.png;

import org.jspecify.annotations.NullMarked;
