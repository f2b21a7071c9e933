package dev.tributary.gateway.doctor;

import dev.tributary.gateway.config.ConsoleConfig.Oidc;
import dev.tributary.http.HttpAnswer;
import dev.tributary.model.Misconfigured;
import java.net.URI;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Judges whether administrators can sign in at the console. */
final class ConsoleJudge {

    private static final String SETTING = "console.oidc.issuer";
    private static final String WHY = "No administrator can sign in at the console by this issuer.";

    private ConsoleJudge() {}

    /** Returns where an issuer describes itself (OpenID Connect Discovery 1.0 section 4). */
    static URI description(Oidc oidc) {
        return URI.create(oidc.issuer().toString().replaceFirst("/$", "") + "/.well-known/openid-configuration");
    }

    static Judgement judge(Oidc oidc, Heard heard) {
        if (heard instanceof Heard.Nothing nothing) {
            String message = String.valueOf(nothing.failure().getMessage()).replace("baseUrl", SETTING);
            return Judgement.of("not usable", Words.error(SETTING, message, WHY));
        }
        HttpAnswer answer = ((Heard.Answered) heard).answer();
        String issuer = issuer(answer);
        if (issuer.isEmpty()) {
            return Judgement.of(
                    "not usable",
                    Advice.error(
                            SETTING,
                            "At " + heard.asked() + " no OpenID provider describes itself (status " + answer.status()
                                    + ").",
                            WHY,
                            "Set console.oidc.issuer to the issuer's identifier; redirects are not followed."));
        }
        return issuer.equals(oidc.issuer().toString())
                ? Judgement.well("administrators sign in by " + oidc.issuer())
                : Judgement.of(
                        "another issuer",
                        Advice.error(
                                SETTING,
                                "The provider calls itself " + Words.printable(issuer) + ".",
                                WHY,
                                "Write console.oidc.issuer to the letter as it does, a slash at the end included."));
    }

    static Judgement judge(Misconfigured failure) {
        return Judgement.of("not usable", Words.error("console.oidc", failure.getMessage(), WHY));
    }

    private static String issuer(HttpAnswer answer) {
        try {
            return answer.status() == 200
                    ? JsonMapper.shared()
                            .readTree(answer.body().bytes())
                            .path("issuer")
                            .asString("")
                    : "";
        } catch (JacksonException e) {
            return "";
        }
    }
}
