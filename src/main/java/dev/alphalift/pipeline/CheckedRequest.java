package dev.alphalift.pipeline;

import dev.alphalift.fault.Deadline;
import dev.alphalift.image.Mask;
import dev.alphalift.segment.ModelSpec;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What is to be done with one picture, checked as far as it can be before the picture is looked
/// at.
///
/// @param background the picture that goes behind it
/// @param hint what a person says of its pixels
/// @param onMask told how opaque each pixel is when that is known
record CheckedRequest(
        RemovalOptions options,
        ModelSpec model,
        @Nullable OptionPhoto background,
        @Nullable OptionPhoto hint,
        Deadline deadline,
        Consumer<Mask> onMask) {}
