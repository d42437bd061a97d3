package dev.alphalift.executable;

import dev.alphalift.codec.webp.LibwebpFile;
import java.awt.image.BufferedImage;
import java.lang.reflect.Executable;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeClassInitialization;
import org.graalvm.nativeimage.hosted.RuntimeJNIAccess;
import org.graalvm.nativeimage.hosted.RuntimeReflection;
import org.graalvm.nativeimage.hosted.RuntimeResourceAccess;

/// Tells the builder of native executables what a program needs that uses the Java library: the
/// models, ONNX Runtime with its shared libraries for the machine that builds, and what the JDK's
/// own native code for pictures reaches by names. The library's jar names this class to the
/// builder; this program's own executables have Quarkus' list of the JDK's classes instead.
public final class LibraryFeature implements Feature {
    /// Classes and packages that the builder must leave alone: native libraries belong to the
    /// process that uses them.
    public static final List<String> AT_RUN_TIME =
            List.of(
                    "ai.onnxruntime",
                    "dev.alphalift.segment.onnx",
                    "dev.alphalift.codec.webp.Libwebp",
                    "dev.alphalift.codec.webp.Libwebp$Loading");

    /// The parts of the program that the pipeline and scores read.
    public static final List<String> RESOURCES =
            List.of("models/u2netp-int8.onnx", "models/u2netp-rewritten.onnx", "scene.png");

    /// What the JDK's `libawt`, `libjavajpeg` and `liblcms` find by name (their `initIDs`).
    static final List<String> PICTURES =
            List.of(
                    "com.sun.imageio.plugins.jpeg.JPEGImageReader",
                    "com.sun.imageio.plugins.jpeg.JPEGImageWriter",
                    "java.awt.AlphaComposite",
                    "java.awt.Color",
                    "java.awt.Composite",
                    "java.awt.GraphicsEnvironment",
                    "java.awt.Rectangle",
                    "java.awt.color.CMMException",
                    "java.awt.color.ColorSpace",
                    "java.awt.color.ICC_ColorSpace",
                    "java.awt.color.ICC_Profile",
                    "java.awt.color.ICC_ProfileGray",
                    "java.awt.color.ICC_ProfileRGB",
                    "java.awt.geom.AffineTransform",
                    "java.awt.geom.Path2D",
                    "java.awt.geom.Path2D$Float",
                    "java.awt.image.BandedSampleModel",
                    "java.awt.image.BufferedImage",
                    "java.awt.image.ColorModel",
                    "java.awt.image.ComponentColorModel",
                    "java.awt.image.ComponentSampleModel",
                    "java.awt.image.DirectColorModel",
                    "java.awt.image.IndexColorModel",
                    "java.awt.image.Kernel",
                    "java.awt.image.MultiPixelPackedSampleModel",
                    "java.awt.image.PackedColorModel",
                    "java.awt.image.PixelInterleavedSampleModel",
                    "java.awt.image.Raster",
                    "java.awt.image.SampleModel",
                    "java.awt.image.SinglePixelPackedSampleModel",
                    "javax.imageio.IIOException",
                    "javax.imageio.plugins.jpeg.JPEGHuffmanTable",
                    "javax.imageio.plugins.jpeg.JPEGQTable",
                    "sun.awt.SunHints",
                    "sun.awt.image.BufImgSurfaceData",
                    "sun.awt.image.BufImgSurfaceData$ICMColorData",
                    "sun.awt.image.ByteBandedRaster",
                    "sun.awt.image.ByteComponentRaster",
                    "sun.awt.image.ByteInterleavedRaster",
                    "sun.awt.image.BytePackedRaster",
                    "sun.awt.image.DataBufferNative",
                    "sun.awt.image.IntegerComponentRaster",
                    "sun.awt.image.IntegerInterleavedRaster",
                    "sun.awt.image.ShortBandedRaster",
                    "sun.awt.image.ShortComponentRaster",
                    "sun.awt.image.ShortInterleavedRaster",
                    "sun.awt.image.SunWritableRaster",
                    "sun.awt.image.WritableRasterNative",
                    "sun.java2d.Disposer",
                    "sun.java2d.InvalidPipeException",
                    "sun.java2d.NullSurfaceData",
                    "sun.java2d.SurfaceData",
                    "sun.java2d.cmm.lcms.LCMS",
                    "sun.java2d.cmm.lcms.LCMSImageLayout",
                    "sun.java2d.cmm.lcms.LCMSProfile",
                    "sun.java2d.cmm.lcms.LCMSTransform",
                    "sun.java2d.loops.GraphicsPrimitive",
                    "sun.java2d.pipe.Region");

    /// What the JDK's module `java.desktop` reads: colour profiles and ImageIO's words.
    static final List<String> OF_THE_JDK =
            List.of(
                    "sun/java2d/cmm/profiles/sRGB.pf",
                    "sun/java2d/cmm/profiles/GRAY.pf",
                    "sun/java2d/cmm/profiles/LINEAR_RGB.pf",
                    "sun/java2d/cmm/profiles/CIEXYZ.pf",
                    "sun/java2d/cmm/profiles/PYCC.pf",
                    "com/sun/imageio/plugins/common/iio-plugin.properties");

    @Override
    public String getDescription() {
        return "Registers what Alphalift's library needs of Java";
    }

    @Override
    public void afterRegistration(AfterRegistrationAccess access) {
        AT_RUN_TIME.forEach(RuntimeClassInitialization::initializeAtRunTime);
    }

    @Override
    public void beforeAnalysis(BeforeAnalysisAccess access) {
        OnnxRuntimeAccess.register(access);
        RESOURCES.forEach(LibraryFeature::register);
        sharedLibraries().forEach(LibraryFeature::register);
        Module desktop = BufferedImage.class.getModule();
        OF_THE_JDK.forEach(resource -> RuntimeResourceAccess.addResource(desktop, resource));
        for (String name : PICTURES) {
            Class<?> type = access.findClassByName(name);
            if (type != null) {
                registerAll(type);
            }
        }
        // By its name ImageIO finds its words.
        RuntimeReflection.register(access.findClassByName("com.sun.imageio.plugins.common.I18N"));
        RuntimeJNIAccess.register(System.class);
        try {
            RuntimeJNIAccess.register(System.class.getMethod("load", String.class));
            RuntimeJNIAccess.register(
                    System.class.getMethod("setProperty", String.class, String.class));
            RuntimeJNIAccess.register(HashMap.class.getMethod("containsKey", Object.class));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("Every Java has it.", e);
        }
    }

    private static void registerAll(Class<?> type) {
        RuntimeJNIAccess.register(type);
        RuntimeJNIAccess.register((Executable[]) type.getDeclaredConstructors());
        RuntimeJNIAccess.register((Executable[]) type.getDeclaredMethods());
        RuntimeJNIAccess.register(type.getDeclaredFields());
    }

    private static void register(String resource) {
        RuntimeResourceAccess.addResource(LibraryFeature.class.getModule(), resource);
    }

    /// Those of the machine that builds, as they lie in the jars; an executable runs on its like.
    static Stream<String> sharedLibraries() {
        String system = System.getProperty("os.name");
        String processor = System.getProperty("os.arch");
        LibwebpFile webp = LibwebpFile.of(system, processor);
        String folder = "ai/onnxruntime/native/" + platform(system, processor) + "/";
        return Stream.concat(
                Stream.of("onnxruntime", "onnxruntime4j_jni")
                        .map(name -> folder + System.mapLibraryName(name)),
                webp == null ? Stream.empty() : Stream.of(webp.resource().substring(1)));
    }

    /// ONNX Runtime's name of a machine.
    static String platform(String system, String processor) {
        String name = system.toLowerCase(Locale.ROOT);
        String os = name.startsWith("mac") ? "osx" : name.startsWith("win") ? "win" : "linux";
        boolean isArm = processor.equals("aarch64") || processor.equals("arm64");
        return os + (isArm ? "-aarch64" : "-x64");
    }
}
