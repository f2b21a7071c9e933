package dev.tributary.spring.test;

import dev.tributary.Tributary;
import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Callback;
import dev.tributary.model.Connection;
import dev.tributary.model.Owner;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.environment.Switches;
import dev.tributary.simulator.oauth.Revocation;
import dev.tributary.store.ConnectionQuery;
import java.net.URI;

/**
 * The simulator in its role as one of the application's sites.
 *
 * @param id the id of the site
 * @param confluence the simulator
 * @param redirect where it sends browsers back to
 * @param before its switches as they were before the first test
 */
record TestSite(String id, ConfluenceSimulator confluence, URI redirect, Switches before) {

    private static final int MANY = 1000;

    /** Has the user consent in a browser of their own. */
    Connection connect(Tributary tributary, ConnectedAs wanted) {
        String user = user(wanted);
        AuthorizationRequest request = tributary.authorize(user, id).begin();
        URI back = browser(wanted).approve(request.uri(), redirect.toString());
        return tributary.complete(Callback.of(id, back.getRawQuery(), request.browser()), user);
    }

    /** Returns the connection that was made so; a test that disconnected before its parameters were wanted has none. */
    Connection connection(Tributary tributary, ConnectedAs made) {
        return tributary.connection(user(made), id).orElseThrow();
    }

    private static String user(ConnectedAs wanted) {
        return wanted.user().isEmpty() ? wanted.value() : wanted.user();
    }

    private SimulatedBrowser browser(ConnectedAs wanted) {
        SimulatedBrowser browser = new SimulatedBrowser(wanted.value(), wanted.value());
        if (confluence.edition() == Edition.DATA_CENTER) {
            return browser;
        }
        String cloudId = confluence
                .sites()
                .named(wanted.cloudSite())
                .orElseThrow(() -> new IllegalArgumentException(
                        "@ConnectedAs(cloudSite = \"" + wanted.cloudSite() + "\"): the simulator has no such site"))
                .cloudId();
        return browser.choosing(cloudId);
    }

    /** Ends whatever a test began. */
    void reset(Tributary tributary) {
        confluence.faults().clear();
        before.all().forEach(confluence.switches()::set);
        confluence.clock().advance(confluence.clock().offset().negated());
        ConnectionQuery all = new ConnectionQuery(Owner.DEFAULT_APP, null, id, null, null, MANY);
        tributary.connections().list(all).forEach(tributary::disconnect);
        confluence.grants().revoke(new Revocation(null, null, null, Revocation.Kind.GRANT));
        confluence.requests().clear();
    }
}
