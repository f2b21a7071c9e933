package dev.tributary.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpKernelTest {

    private final Router router = new Router()
            .route("GET /things/{id}", request -> Response.text(200, "one " + request.pathParameter("id")))
            .route("GET /things/special", request -> Response.text(200, "special"))
            .route("GET /files/{path...}", request -> Response.text(200, request.pathParameter("path")))
            .route("POST /things", request -> Response.json(201, request.form().asMap()))
            .route("GET /dropped", request -> Response.text(200, "never").delivered(Delivery.DROPPED))
            .route("GET /truncated", request -> Response.text(200, "half of it").delivered(Delivery.TRUNCATED))
            .route("GET /broken", request -> {
                throw new IllegalStateException("a fault of the simulator");
            })
            .route("GET /refused", request -> {
                throw new HttpRefusal(Response.text(409, "no"));
            });
    private final HttpKernel kernel = HttpKernel.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), null, Clock.systemUTC(), router);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        kernel.close();
    }

    @Test
    void a_variable_takes_one_decoded_segment_and_a_literal_wins_over_it() throws Exception {
        assertThat(get("/things/a%20b+c").body()).isEqualTo("one a b+c");
        assertThat(get("/things/special").body()).isEqualTo("special");
        assertThat(get("/files/a/b%2Fc").body()).isEqualTo("a/b%2Fc");
    }

    @Test
    void an_unknown_path_is_404_and_a_known_one_with_another_method_405() throws Exception {
        assertThat(get("/nothing").statusCode()).isEqualTo(404);
        HttpResponse<String> wrongMethod = get("/things");
        assertThat(wrongMethod.statusCode()).isEqualTo(405);
        assertThat(wrongMethod.headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void a_form_is_read_with_repeated_names() throws Exception {
        HttpRequest post = to("/things")
                .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .POST(BodyPublishers.ofString("a=1&b=x+y&a=2"))
                .build();
        assertThat(client.send(post, BodyHandlers.ofString()).body())
                .isEqualTo("{\"a\":[\"1\",\"2\"],\"b\":[\"x y\"]}");
    }

    @Test
    void head_has_the_answer_of_get_without_its_body() throws Exception {
        HttpRequest head =
                to("/things/1").method("HEAD", BodyPublishers.noBody()).build();
        HttpResponse<String> answer = client.send(head, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void a_dropped_or_truncated_answer_is_an_error_at_the_caller() {
        assertThatThrownBy(() -> get("/dropped")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> get("/truncated")).isInstanceOf(IOException.class);
    }

    @Test
    void a_failing_handler_is_a_500_that_tells_nothing_and_a_refusal_is_its_answer() throws Exception {
        HttpResponse<String> failed = get("/broken");
        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.body()).doesNotContain("fault").doesNotContain("Exception");
        assertThat(get("/refused").statusCode()).isEqualTo(409);
    }

    @Test
    void headers_are_found_in_any_case_and_cookies_by_name() {
        Request request = new Request(
                new RequestLine("GET", "/", "", Clock.systemUTC().instant()),
                Parameters.headers(java.util.Map.of("Cookie", java.util.List.of("a=1; JSESSIONID=x=y"))),
                "".getBytes(UTF_8));
        assertThat(request.header("cOOKIE")).isPresent();
        assertThat(request.cookie("JSESSIONID")).hasValue("x=y");
        assertThat(request.cookie("b")).isEmpty();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(to(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + kernel.port() + path));
    }
}
