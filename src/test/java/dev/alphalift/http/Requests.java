package dev.alphalift.http;

import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.config.EncoderConfig;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.JsonConfig;
import io.restassured.config.MultiPartConfig;
import io.restassured.config.RedirectConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.client.HttpClient;
import org.apache.http.entity.BufferedHttpEntity;
import org.apache.http.entity.mime.HttpMultipartMode;
import org.apache.http.impl.NoConnectionReuseStrategy;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.params.CoreConnectionPNames;
import org.apache.http.protocol.HttpContext;

/// Requests of rest-assured that reach the server as a test says them, and nothing else.
///
/// No redirect is followed, nothing is asked to be packed, no charset is put behind a type, an
/// address is sent as it stands, a form looks as curl sends it, and each request has a connection
/// of its own. Numbers of JSON are read as double.
final class Requests {
    private static final RestAssuredConfig AS_SAID =
            RestAssuredConfig.config()
                    .redirect(RedirectConfig.redirectConfig().followRedirects(false))
                    .decoderConfig(
                            DecoderConfig.decoderConfig()
                                    .noContentDecoders()
                                    .defaultContentCharset(StandardCharsets.UTF_8))
                    .encoderConfig(
                            EncoderConfig.encoderConfig()
                                    .defaultContentCharset(StandardCharsets.UTF_8)
                                    .appendDefaultContentCharsetToContentTypeIfUndefined(false))
                    .multiPartConfig(
                            MultiPartConfig.multiPartConfig()
                                    .defaultCharset(StandardCharsets.UTF_8))
                    .jsonConfig(JsonConfig.jsonConfig().numberReturnType(NumberReturnType.DOUBLE));

    private Requests() {}

    /// A request to a port of this machine, with its own configuration: none of rest-assured's
    /// static fields is set.
    static RequestSpecification to(int port, Duration patience) {
        HttpClientConfig client =
                HttpClientConfig.httpClientConfig()
                        .httpClientFactory(Requests::client)
                        .httpMultipartMode(HttpMultipartMode.BROWSER_COMPATIBLE)
                        .setParam(
                                CoreConnectionPNames.SO_TIMEOUT,
                                Math.toIntExact(patience.toMillis()));
        return RestAssured.given()
                .config(AS_SAID.httpClient(client))
                .baseUri("http://127.0.0.1")
                .port(port)
                .urlEncodingEnabled(false);
    }

    /// rest-assured takes no client of a later kind.
    @SuppressWarnings("deprecation")
    private static HttpClient client() {
        DefaultHttpClient client = new DefaultHttpClient();
        client.addRequestInterceptor(Requests::tellLength, 0);
        client.addResponseInterceptor(Requests::readAll);
        client.setReuseStrategy(NoConnectionReuseStrategy.INSTANCE);
        return client;
    }

    /// A form with a file would come in chunks.
    private static void tellLength(HttpRequest request, HttpContext context) throws IOException {
        if (request instanceof HttpEntityEnclosingRequest full && full.getEntity() != null) {
            full.setEntity(new BufferedHttpEntity(full.getEntity()));
        }
    }

    /// An answer that nobody asks for its body would keep its connection.
    private static void readAll(HttpResponse answer, HttpContext context) throws IOException {
        if (answer.getEntity() != null) {
            answer.setEntity(new BufferedHttpEntity(answer.getEntity()));
        }
    }
}
