package dev.alphalift.pipeline;

/// Nanoseconds that the steps of one removal took, waiting for the model included in none of them.
///
/// @param decode bytes to upright picture
/// @param preprocess picture to the model's input
/// @param inference the model itself
/// @param postprocess the model's output to a mask of the picture's size
/// @param encode compositing and writing of the PNG, which go row by row together
public record StepTimes(
        long decode, long preprocess, long inference, long postprocess, long encode) {
    /// The same with the first and the last step.
    StepTimes with(long decodeTime, long encodeTime) {
        return new StepTimes(decodeTime, preprocess, inference, postprocess, encodeTime);
    }

    /// All steps together.
    public long total() {
        return decode + preprocess + inference + postprocess + encode;
    }
}
