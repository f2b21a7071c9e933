package dev.tributary.simulator.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HtmlFormTest {

    private static final URI ADDRESS = URI.create("http://localhost:1/a/page?x=1");

    @Test
    void fields_buttons_method_and_action_are_read() {
        String page = """
                <FORM Method='POST' action="../send?a=1&amp;b=2">
                <input type=hidden name=token value="a&quot;b">
                <input name="free"><input type="checkbox" name="off" value="1"><input type="checkbox" name="on" value="1" checked>
                <button name="decision" value="yes">Yes</button><input type="submit" name="go" value="Go">
                </FORM>
                """;
        HtmlForm form = HtmlForm.with("token", page, ADDRESS).orElseThrow();
        assertThat(form.method()).isEqualTo("POST");
        assertThat(form.action()).hasToString("http://localhost:1/send?a=1&b=2");
        assertThat(form.fields())
                .containsExactly(Map.entry("token", "a\"b"), Map.entry("free", ""), Map.entry("on", "1"));
        assertThat(form.buttons()).containsExactly(Map.entry("decision", "yes"), Map.entry("go", "Go"));
        assertThat(form.pressed().fields()).containsEntry("decision", "yes").doesNotContainKey("go");
        assertThat(form.fill("free", "x y").encoded()).isEqualTo("token=a%22b&free=x+y&on=1");
    }

    @Test
    void a_form_without_action_goes_where_it_came_from() {
        HtmlForm form =
                HtmlForm.all("<form><button>Connect</button></form>", ADDRESS).get(0);
        assertThat(form.action()).isEqualTo(ADDRESS);
        assertThat(form.method()).isEqualTo("GET");
        assertThat(HtmlForm.all("<p>none</p>", ADDRESS)).isEmpty();
    }
}
