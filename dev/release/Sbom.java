import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/// Adds to a bill of materials what Maven does not call a dependency: java Sbom.java POM BOM.JSON
///
/// These are the parts that the build unpacks of other artifacts, and the models.
final class Sbom {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static final Pattern UNPACKED =
            Pattern.compile(
                    "<artifactItem>\\s*<groupId>(.*?)</groupId>\\s*<artifactId>(.*?)</artifactId>\\s*<version>\\$\\{(.*?)}");

    /// Licences of what is unpacked, as in NOTICE; tools of the tests have none and are no part of it.
    private static final Map<String, String> LICENCES =
            Map.of(
                    "webp-imageio", "Apache-2.0 AND BSD-3-Clause",
                    "uplot", "MIT",
                    "lit-html", "BSD-3-Clause",
                    "jszip", "MIT",
                    "onnxruntime", "MIT");

    private static final String TEST_TOOL = "s3mock";

    private Sbom() {}

    public static void main(String[] arguments) throws Exception {
        String pom = Files.readString(Path.of(arguments[0]));
        File file = new File(arguments[1]);
        ObjectNode bom = (ObjectNode) JSON.readTree(file);
        ArrayNode components = bom.withArray("components");
        Matcher unpacked = UNPACKED.matcher(pom);
        while (unpacked.find()) {
            add(components, unpacked.group(1), unpacked.group(2), property(pom, unpacked.group(3)));
        }
        for (String model : new String[] {"u2netp-rewritten", "u2netp-int8"}) {
            Path path = Path.of(arguments[0]).resolveSibling("src/main/resources/models/" + model + ".onnx");
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path));
            ObjectNode component = component(components, "machine-learning-model", model, "Apache-2.0");
            component.putArray("hashes").addObject().put("alg", "SHA-256").put("content", HexFormat.of().formatHex(hash));
        }
        JSON.writeValue(file, bom);
    }

    private static void add(ArrayNode components, String group, String name, String version) {
        if (name.equals(TEST_TOOL) || isThere(components, group, name)) {
            return;
        }
        String licence = LICENCES.get(name);
        if (licence == null) {
            throw new IllegalStateException("Sbom.java has no licence of " + name + ", which the pom unpacks.");
        }
        String address = "pkg:maven/%s/%s@%s?type=jar".formatted(group, name, version);
        ObjectNode component = component(components, "library", name, licence);
        component.put("group", group).put("version", version).put("purl", address).put("bom-ref", address);
    }

    private static boolean isThere(ArrayNode components, String group, String name) {
        return StreamSupport.stream(components.spliterator(), false)
                .anyMatch(each -> group.equals(each.path("group").asText()) && name.equals(each.path("name").asText()));
    }

    private static ObjectNode component(ArrayNode components, String type, String name, String licence) {
        ObjectNode component = components.addObject().put("type", type).put("bom-ref", name).put("name", name);
        component.putArray("licenses").addObject().put("expression", licence);
        return component;
    }

    private static String property(String pom, String name) throws IOException {
        Matcher value = Pattern.compile("<" + Pattern.quote(name) + ">(.*?)</").matcher(pom);
        if (!value.find()) {
            throw new IOException("The pom has no property " + name + ".");
        }
        return value.group(1);
    }
}
