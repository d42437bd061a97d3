/// Named objects, wherever they lie.
@NullMarked
package dev.alphalift.store;

import org.jspecify.annotations.NullMarked;
