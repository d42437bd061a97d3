/// The composition root: settings to a working pipeline, in plain Java.
@NullMarked
package dev.alphalift.assembly;

import org.jspecify.annotations.NullMarked;
