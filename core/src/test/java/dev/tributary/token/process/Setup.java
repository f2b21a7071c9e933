package dev.tributary.token.process;

import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.DataCenter;
import dev.tributary.deployment.Dialect;
import dev.tributary.deployment.Endpoints;
import dev.tributary.deployment.Site;
import dev.tributary.model.Secret;
import dev.tributary.store.Keyset;
import dev.tributary.store.Store;
import dev.tributary.store.jdbc.JdbcStore;
import dev.tributary.token.RenewalEngine.Settings;
import dev.tributary.token.RenewalTiming;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * What a process has to know: nothing of it is secret, so it is given as arguments.
 *
 * @param database where the database is
 * @param keyset the file that encrypts what is in it
 * @param places the sites
 */
record Setup(String database, Path keyset, List<Place> places) {

    static final String REDIRECT = "http://localhost:8080/callback";

    /** A fifth of the usual times and less; and nobody sweeps, so that it is known who does what. */
    static final Settings BRISK = new Settings(
            new RenewalTiming(
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(6),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(500),
                    Duration.ofHours(1)),
            1000,
            24,
            null);

    /**
     * A site.
     *
     * @param id its name
     * @param baseUrl the simulator
     * @param token where this process asks for tokens
     * @param leeway how long a spent refresh token is forgiven there
     */
    record Place(String id, URI baseUrl, URI token, Duration leeway) {

        Site site() {
            DataCenter usual = DataCenter.at(baseUrl);
            Endpoints known = usual.endpoints();
            Dialect spoken = usual.dialect();
            return new Site(
                    id,
                    new DataCenter(
                            baseUrl,
                            new Endpoints(
                                    known.authorize(), token, known.revoke(), known.whoAmI(), known.personalTokens()),
                            new Dialect(
                                    spoken.issuer(),
                                    spoken.account(),
                                    spoken.scopeLadder(),
                                    spoken.separateGrants(),
                                    leeway)),
                    new ClientRegistration(
                            "tributary", Secret.of("tributary-secret"), URI.create(REDIRECT), List.of()));
        }

        Place askingAt(URI other) {
            return new Place(id, baseUrl, other, leeway);
        }
    }

    Setup {
        places = List.copyOf(places);
    }

    static Setup of(String[] arguments) {
        List<Place> places = new ArrayList<>();
        for (int i = 2; i < arguments.length; i += 4) {
            places.add(new Place(
                    arguments[i],
                    URI.create(arguments[i + 1]),
                    URI.create(arguments[i + 2]),
                    Duration.parse(arguments[i + 3])));
        }
        return new Setup(arguments[0], Path.of(arguments[1]), places);
    }

    List<String> arguments() {
        List<String> all = new ArrayList<>(List.of(database, keyset.toString()));
        for (Place place : places) {
            all.addAll(Arrays.asList(
                    place.id(),
                    place.baseUrl().toString(),
                    place.token().toString(),
                    place.leeway().toString()));
        }
        return all;
    }

    List<Site> sites() {
        return places.stream().map(Place::site).toList();
    }

    Setup with(UnaryOperator<Place> change) {
        return new Setup(database, keyset, places.stream().map(change).toList());
    }

    Store open(UnaryOperator<DataSource> around) throws SQLException {
        return JdbcStore.open(around.apply(Database.at(database)), Keyset.file(keyset));
    }
}
