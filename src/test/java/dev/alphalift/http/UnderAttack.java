package dev.alphalift.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.testdata.TestData;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What clients can do to a server that wish it ill: from 127.0.0.2, while others come from
/// 127.0.0.1.
@Timeout(180)
abstract class UnderAttack {
    static final byte[] CHELSEA = TestData.projectFile("samples/chelsea.png");
    static final ObjectMapper JSON = new ObjectMapper();
    static final String ATTACKER = "127.0.0.2";
    static final int MOST_PRESENT = 3;
    static final String PRESENT = "alphalift_pictures_present";
    static final String ARRIVING = "alphalift_pictures_arriving";

    @TempDir Path folder;
    RunningServer server;

    final void start(String... settings) throws Exception {
        Map<String, String> environment = new HashMap<>();
        environment.put("ALPHALIFT_THREADS", "2");
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            environment.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        server = RunningServer.start(folder, environment);
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    final Wire attacker() throws IOException {
        return new Wire(ATTACKER, server.port());
    }

    final Wire normal() throws IOException {
        return new Wire("127.0.0.1", server.port());
    }

    final void await(String what, Callable<Boolean> condition) throws Exception {
        for (int looks = 0; looks < 1000; looks++) {
            if (condition.call()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new AssertionError("It has not come about: " + what);
    }

    /// Small pictures, though much work.
    static byte[] manyPairs() throws Exception {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        ObjectNode call = JSON.createObjectNode();
        ArrayNode pairs = call.putArray("pairs");
        for (int at = 0; at < 2_000; at++) {
            pairs.addObject().put("image", png.toByteArray()).put("truth", png.toByteArray());
        }
        call.putArray("models").add("u2netp");
        return JSON.writeValueAsBytes(call);
    }
}
