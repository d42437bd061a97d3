/// Alphalift lifts the subject of a photo off its background.
@NullMarked
package dev.alphalift;

import org.jspecify.annotations.NullMarked;
