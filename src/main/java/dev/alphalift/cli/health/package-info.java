/// Asks a running server how it is, for containers and whoever else watches over one.
@NullMarked
package dev.alphalift.cli.health;

import org.jspecify.annotations.NullMarked;
