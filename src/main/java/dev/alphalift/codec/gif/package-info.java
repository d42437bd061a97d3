/// GIF, read: the first picture.
@NullMarked
package dev.alphalift.codec.gif;

import org.jspecify.annotations.NullMarked;
