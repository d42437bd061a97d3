/// The only importer of ONNX Runtime.
@NullMarked
package dev.alphalift.segment.onnx;

import org.jspecify.annotations.NullMarked;
