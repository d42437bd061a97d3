/// The page for people: its files as answers, whatever door they leave by, and what it must know.
@NullMarked
package dev.alphalift.dialect.page;

import org.jspecify.annotations.NullMarked;
