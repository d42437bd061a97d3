/// What Quarkus has to be told: the assembly's parts as beans.
@NullMarked
package dev.alphalift.wiring;

import org.jspecify.annotations.NullMarked;
