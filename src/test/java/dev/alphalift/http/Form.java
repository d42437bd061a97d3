package dev.alphalift.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/// A form of several parts that a test sends.
final class Form {
    private static final String BOUNDARY = "a-boundary-of-the-tests";
    static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

    private Form() {}

    static Form of() {
        return new Form();
    }

    static Form of(String name, byte[] picture) {
        return of().file(name, picture);
    }

    Form with(String name, String value) {
        return part("name=\"%s\"\r\n".formatted(name), value.getBytes(StandardCharsets.UTF_8));
    }

    Form file(String name, byte[] picture) {
        return part(
                "name=\"%s\"; filename=\"a\"\r\nContent-Type: application/octet-stream\r\n"
                        .formatted(name),
                picture);
    }

    private Form part(String head, byte[] body) {
        write("--%s\r\nContent-Disposition: form-data; %s\r\n".formatted(BOUNDARY, head));
        parts.writeBytes(body);
        write("\r\n");
        return this;
    }

    private void write(String text) {
        parts.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    BodyPublisher body() {
        write("--%s--\r\n".formatted(BOUNDARY));
        return BodyPublishers.ofByteArray(parts.toByteArray());
    }
}
