package dev.tributary.spring.test;

import dev.tributary.Tributary;
import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Callback;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Owner;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.environment.Switches;
import dev.tributary.simulator.oauth.GrantView;
import dev.tributary.simulator.oauth.Revocation;
import dev.tributary.store.ConnectionQuery;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The simulator in its role as one of the application's sites.
 *
 * @param id the id of the site
 * @param confluence the simulator
 * @param redirect where it sends browsers back to
 * @param switches its switches as they were before the first test
 */
record TestSite(String id, ConfluenceSimulator confluence, URI redirect, Switches switches) {

    private static final int PAGE = 1000;

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

    /**
     * What was there before a test.
     *
     * @param epochs how often the connections that can be used had been connected
     * @param grants the ids of the grants that lived
     */
    record Before(Map<ConnectionId, Long> epochs, Set<String> grants) {}

    /** Notes what is not a test's own. */
    Before before(Tributary tributary) {
        return new Before(
                connected(tributary)
                        .collect(Collectors.toMap(
                                Connection::id, connection -> connection.state().epoch())),
                grants().collect(Collectors.toSet()));
    }

    /** Ends whatever a test began, and nothing else: the store may be the application's own. */
    void reset(Tributary tributary, Before before) {
        confluence.faults().clear();
        switches.all().forEach(confluence.switches()::set);
        confluence.clock().advance(confluence.clock().offset().negated());
        connected(tributary)
                .filter(connection -> !Objects.equals(
                        before.epochs().get(connection.id()), connection.state().epoch()))
                .toList()
                .forEach(tributary::disconnect);
        grants().filter(grant -> !before.grants().contains(grant))
                .toList()
                .forEach(grant -> confluence.grants().revoke(new Revocation(null, null, grant, Revocation.Kind.GRANT)));
        confluence.requests().clear();
    }

    private Stream<String> grants() {
        return confluence.grants().all().stream().filter(GrantView::live).map(GrantView::id);
    }

    /** Returns who is connected to this very Confluence, and not to another one that had the same id in another context. */
    private Stream<Connection> connected(Tributary tributary) {
        ConnectionQuery first = new ConnectionQuery(Owner.DEFAULT_APP, null, id, null, null, PAGE);
        return Stream.iterate(
                        tributary.connections().list(first),
                        page -> !page.isEmpty(),
                        page -> tributary
                                .connections()
                                .list(first.behind(page.get(page.size() - 1).id())))
                .flatMap(List::stream)
                .filter(connection -> connection.state().status() != Status.DISCONNECTED)
                .filter(connection ->
                        tributary.services().sites().home(connection).isPresent());
    }
}
