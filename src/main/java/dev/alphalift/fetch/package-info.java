/// An address to bytes: model downloads.
@NullMarked
package dev.alphalift.fetch;

import org.jspecify.annotations.NullMarked;
