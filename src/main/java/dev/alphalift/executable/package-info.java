/// What the builder of native executables cannot see in the code.
@NullMarked
package dev.alphalift.executable;

import org.jspecify.annotations.NullMarked;
