/// Names of files as the bytes that they are, whatever the locale says.
@NullMarked
package dev.alphalift.file;

import org.jspecify.annotations.NullMarked;
