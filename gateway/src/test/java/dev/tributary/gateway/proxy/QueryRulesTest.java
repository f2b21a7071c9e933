package dev.tributary.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.gateway.http.Refused;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C18")
final class QueryRulesTest {

    @ParameterizedTest
    @CsvSource({
        "'',''",
        "a=b&&c,a=b&&c",
        "expand=a&expand=b,expand=a&expand=b",
        "cql=title+~+%22os_password%3Dx%22,cql=title+~+%22os_password%3Dx%22",
        "os_authType=basic&a=b,a=b",
        "a=b&os%5FauthType=none&c,a=b&c",
        "jwtx=1,jwtx=1"
    })
    void sends_on(String query, String sent) {
        assertThat(QueryRules.judged(query)).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "os_username=a",
                "x=y&os_password=a",
                "OS_USERNAME",
                "%6fs_username=a",
                "+os_username=a",
                "access_token=a",
                "jwt=a",
                "oauth_token=a",
                "_method=DELETE",
                "X-HTTP-Method-Override=DELETE",
                "%zz=a"
            })
    void refuses(String query) {
        assertThatThrownBy(() -> QueryRules.judged(query)).isInstanceOf(Refused.class);
    }
}
