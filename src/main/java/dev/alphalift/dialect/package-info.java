/// The words of other tools, translated into ours.
@NullMarked
package dev.alphalift.dialect;

import org.jspecify.annotations.NullMarked;
