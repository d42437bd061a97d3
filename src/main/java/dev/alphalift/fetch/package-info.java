/// An address to bytes: model downloads from addresses that we chose ([Download]), pictures from
/// addresses that strangers chose ([GuardedReader]).
@NullMarked
package dev.alphalift.fetch;

import org.jspecify.annotations.NullMarked;
