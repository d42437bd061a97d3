/// A folder's pictures: which they are, where their results belong, and what became of them.
@NullMarked
package dev.alphalift.cli.folder;

import org.jspecify.annotations.NullMarked;
