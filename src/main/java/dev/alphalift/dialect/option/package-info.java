/// The options of a removal: one table, which every dialect reads.
@NullMarked
package dev.alphalift.dialect.option;

import org.jspecify.annotations.NullMarked;
