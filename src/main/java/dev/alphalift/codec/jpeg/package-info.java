/// JPEG, read and written.
@NullMarked
package dev.alphalift.codec.jpeg;

import org.jspecify.annotations.NullMarked;
