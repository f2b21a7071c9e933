package dev.tributary.simulator.oauth;

import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.environment.Switch;
import java.net.URI;

/** OAuth is served under https only, but for localhost or where the administrator says otherwise. */
final class BaseUrlRule {

    private BaseUrlRule() {}

    static boolean allows(Environment environment) {
        URI base = environment.baseUrl();
        return "https".equals(base.getScheme())
                || "localhost".equals(base.getHost())
                || environment.switches().isOn(Switch.HTTP_BASE_URL);
    }
}
