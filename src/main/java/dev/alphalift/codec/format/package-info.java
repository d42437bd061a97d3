/// The list of the formats, and what needs several of them.
@NullMarked
package dev.alphalift.codec.format;

import org.jspecify.annotations.NullMarked;
