package dev.alphalift.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The page for people, at a server that asks for keys and at one that shows none.
@Timeout(120)
class PageIT extends OneServer {
    @AutoClose static RunningServer without;

    @BeforeAll
    static void start(@TempDir Path other) throws Exception {
        start(
                Map.of(
                        "ALPHALIFT_API_KEYS", "secret",
                        "ALPHALIFT_OFFERED_MODELS", "u2netp-int8,u2net",
                        "ALPHALIFT_MAX_SIDE", "4000"));
        without = RunningServer.start(other, Map.of("ALPHALIFT_PAGE", "off"));
    }

    @Test
    void anybody_may_see_it() {
        Response page = server.given().get("/");

        page.then()
                .statusCode(200)
                .contentType("text/html; charset=utf-8")
                .header("Cache-Control", "no-cache")
                .header("Content-Security-Policy", containsString("default-src 'none'; script-src"))
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .body(containsString("<title>Alphalift"));
        server.given()
                .header("If-None-Match", page.getHeader("ETag"))
                .get("/page/index.html")
                .then()
                .statusCode(304)
                .header("ETag", page.getHeader("ETag"));
        server.given().head("/").then().statusCode(200).header("ETag", page.getHeader("ETag"));
        server.given().body(CHELSEA).post("/api/remove").then().statusCode(401);
    }

    @Test
    void who_takes_gzip_gets_that() throws Exception {
        Response zipped =
                server.send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + server.port() + "/"))
                                .header("Accept-Encoding", "gzip, br"));

        assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(zipped.header("ETag")).endsWith("-gzip\"");
    }

    @Test
    void it_learns_what_it_is_a_page_of() {
        server.given()
                .get("/page/config.json")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("door", equalTo("server"))
                .body("models.name", equalTo(List.of("u2netp-int8")))
                .body("needsKey", equalTo(true))
                .body("limits.side", equalTo(4000))
                .body("upload", equalTo("direct"))
                .body("evaluate", equalTo(true));
        without.given().get("/models").then().body("models.name", hasItem("u2netp"));
    }

    @Test
    void what_is_not_in_it_is_not_found() {
        for (String path :
                new String[] {"/page/", "/page/files.txt", "/page/..%2fscene.png", "/page/%00"}) {
            server.given()
                    .urlEncodingEnabled(false)
                    .get(path)
                    .then()
                    .contentType("application/problem+json")
                    .statusCode(404)
                    .body("code", equalTo("not_found"));
        }
        server.given()
                .header("X-Api-Key", "secret")
                .post("/")
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD, OPTIONS");
    }

    @Test
    void a_server_without_it_has_nothing_there() {
        for (String path : new String[] {"/", "/page/index.html", "/page/config.json"}) {
            without.given().get(path).then().statusCode(404).body("code", equalTo("not_found"));
        }
    }

    @Test
    void its_files_are_one_in_the_metrics() {
        server.given().get("/page/index.html");
        server.given().get("/page/made-up-" + System.nanoTime());

        String metrics = server.given().get("/q/metrics").asString();

        assertThat(metrics).contains("uri=\"/page/{file}\"").doesNotContain("made-up");
    }
}
