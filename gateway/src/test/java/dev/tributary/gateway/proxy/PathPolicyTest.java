package dev.tributary.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C16")
final class PathPolicyTest {

    private static final PathPolicy USUAL = PathPolicy.dataCenter(false, List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/rest/api",
                "/rest/api/content",
                "/rest/api/content/1/child/attachment",
                "/rest/api/user/current",
                "/rest/api/space/ADMIN/content",
                "/download/attachments/1/a+b.png",
                "/download/attachments/1/reaction.png"
            })
    void lets_the_usual_calls_pass(String path) {
        assertThat(USUAL.allows(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/rest",
                "/rest/apix",
                "/REST/api/content",
                "/%72est/api/content",
                "/rest/pat/latest/tokens",
                "/rest/oauth2/latest/token",
                "/rest/applinks/1.0/manifest",
                "/rest/api/admin",
                "/rest/api/admin/user",
                "/rest/api/Admin/user",
                "/rest/api/%61dmin/user",
                "/rest/api/admin.json",
                "/rest/api/user/current/password",
                "/rest/api/user/current/password/",
                "/rest/api/user/current/password.xml",
                "/rest/api/webhooks/1",
                "/rest/api/backup-restore/jobs",
                "/rest/api/x.action",
                "/rest/api/x%2Eaction",
                "/plugins/servlet/oauth2/consent",
                "/pages/viewpage.action",
                "/admin/users",
                "/simulator/grants"
            })
    void lets_nothing_else_pass(String path) {
        assertThat(USUAL.allows(path)).isFalse();
    }

    @Test
    void lets_an_unsafe_path_pass_by_name_only() {
        PathPolicy policy = PathPolicy.dataCenter(false, List.of("/rest/pat", "/rest/api/webhooks/"));

        assertThat(policy.allows("/rest/pat/latest/tokens")).isTrue();
        assertThat(policy.allows("/rest/api/webhooks/1")).isTrue();
        assertThat(policy.allows("/rest/patx")).isFalse();
        assertThat(policy.allows("/rest/oauth2/latest/token")).isFalse();
    }
}
