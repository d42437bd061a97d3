/// A mask to a tidier mask: parts, holes, edges; without the picture.
@NullMarked
package dev.alphalift.cleanup;

import org.jspecify.annotations.NullMarked;
