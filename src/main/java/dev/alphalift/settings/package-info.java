/// The environment variables: the table of them, and reading by it.
@NullMarked
package dev.alphalift.settings;

import org.jspecify.annotations.NullMarked;
