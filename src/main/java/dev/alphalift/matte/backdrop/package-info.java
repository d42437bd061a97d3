/// What is put behind a cutout, and the shadows it throws there.
@NullMarked
package dev.alphalift.matte.backdrop;

import org.jspecify.annotations.NullMarked;
