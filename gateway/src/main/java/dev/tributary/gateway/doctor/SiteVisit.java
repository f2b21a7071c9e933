package dev.tributary.gateway.doctor;

import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.Site;
import dev.tributary.gateway.config.AppConfig;
import dev.tributary.model.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks one site, from the outside in, and has each answer judged. The secret is sent last, and only where all before it was well. */
final class SiteVisit {

    private static final String STRANGER = "tributary-doctor-is-registered-nowhere";
    private static final String NO_SECRET = "not-the-secret-of-any-client";
    private static final List<Check> OF_SITE = List.of(Check.SIMULATOR, Check.BASE_URL, Check.VERSION, Check.CLOCK);
    private static final List<Check> OF_PRODUCT = List.of(Check.AUTHORIZE, Check.PROXY, Check.SCOPES, Check.CLIENT);

    private final Place place;
    private final List<AppConfig> apps;
    private final Asking asking;
    private final Clock clock;
    private final Sheet sheet;
    private boolean trusted = true;

    SiteVisit(Place place, List<AppConfig> apps, Asking asking, Clock clock, Sheet sheet) {
        this.place = place;
        this.apps = apps.stream().filter(app -> app.mayUse(place.id())).toList();
        this.asking = asking;
        this.clock = clock;
        this.sheet = sheet;
    }

    void make() {
        Knock knock = knock();
        if (!(knock.heard() instanceof Heard.Answered answered)) {
            skip(OF_SITE, "the site has to be reached first");
            check(Check.REDIRECT_URI, () -> RedirectUriJudge.judge(place));
            skip(OF_PRODUCT, "the site has to be reached first");
            return;
        }
        check(Check.SIMULATOR, () -> SimulatorJudge.judge(place, answered, isConfluence(answered)));
        boolean there = isThere(answered);
        check(Check.CLOCK, () -> ClockJudge.judge(answered, knock.before(), knock.after()));
        check(Check.REDIRECT_URI, () -> RedirectUriJudge.judge(place));
        if (there) {
            registration();
        } else {
            skip(OF_PRODUCT, "what is above has to be right first");
        }
    }

    private boolean isConfluence(Heard.Answered answered) {
        return place.isCloud()
                ? !CloudJudge.judge(place, answered).hasError()
                : Manifest.read(answered).isPresent();
    }

    private boolean isThere(Heard.Answered answered) {
        if (place.isCloud()) {
            return check(Check.BASE_URL, () -> CloudJudge.judge(place, answered));
        }
        boolean right = check(Check.BASE_URL, () -> baseUrl(answered));
        return check(Check.VERSION, () -> version(answered)) && right;
    }

    private void skip(List<Check> checks, String why) {
        sheet.skip(checks.stream().filter(this::isForIt).toList(), place.id(), why);
    }

    private boolean isForIt(Check check) {
        return !place.isCloud() || (check != Check.VERSION && check != Check.PROXY);
    }

    /** The first answer, and when it was asked for and there. */
    private record Knock(@Nullable Heard heard, Instant before, Instant after) {}

    private Knock knock() {
        Knock[] knock = {new Knock(null, Instant.EPOCH, Instant.EPOCH)};
        check(Check.REACH, () -> {
            Instant before = clock.instant();
            Heard heard = asking.get(front());
            knock[0] = new Knock(heard, before, clock.instant());
            return ReachJudge.judge(place, heard);
        });
        return knock[0];
    }

    /** Returns what the site answers to everybody. */
    private URI front() {
        return place.config().deployment().resources().orElseGet(() -> Manifest.at(place.base()));
    }

    private Judgement baseUrl(Heard.Answered answered) {
        boolean there = Manifest.read(answered).isPresent();
        return BaseUrlJudge.judge(place, answered, there ? Map.of() : elsewhere());
    }

    private static Judgement version(Heard.Answered answered) {
        return Manifest.read(answered)
                .map(VersionJudge::judge)
                .orElseGet(() -> Judgement.skipped("the base URL has to be right first"));
    }

    private Map<String, Heard> elsewhere() {
        Map<String, Heard> heard = new LinkedHashMap<>();
        BaseUrlJudge.elsewhere(place.base()).forEach(base -> heard.put(base, asking.get(Manifest.at(base))));
        return heard;
    }

    private void registration() {
        List<String> asked = AskedScopes.of(place);
        Registration[] heard = {Registration.UNKNOWN};
        check(Check.AUTHORIZE, () -> {
            Heard own = authorize(place.clientId(), asked);
            heard[0] = ask(own, asked);
            return own instanceof Heard.Nothing
                    ? ReachJudge.judge(place, own)
                    : RegistrationJudge.authorize(place, heard[0]);
        });
        if (!place.isCloud()) {
            check(Check.PROXY, () -> {
                Heard call = asking.get(place.config().deployment().endpoints().whoAmI());
                return ProxyJudge.judge(place, call, heard[0].landing());
            });
        }
        check(
                Check.SCOPES,
                () -> RegistrationJudge.scopes(place, heard[0], asked).and(AskedScopes.beyond(place, apps)));
        check(Check.CLIENT, () -> RegistrationJudge.client(place, heard[0]));
    }

    private Registration ask(Heard own, List<String> asked) {
        Landing landing = Landing.of(own, place.redirectUri());
        Landing stranger = land(STRANGER, asked);
        Secret other = place.site().registration().otherSecret();
        return new Registration(
                landing,
                stranger,
                client(place.site().registration().clientSecret()),
                other == null ? null : client(other),
                less(landing, asked));
    }

    private ClientSeen client(Secret secret) {
        return trusted
                ? ClientSeen.of(
                        asking.spendNoCode(with(place.clientId(), secret, List.of())),
                        () -> asking.spendNoCode(stranger()))
                : ClientSeen.notAsked("the secret is sent to nobody before what is above is mended");
    }

    /** Where more than consent is in the way, asks for each scope alone: that tells which of them it is. */
    private Map<String, Landing> less(Landing landing, List<String> asked) {
        List<String> ladder = place.config().deployment().dialect().scopeLadder();
        Stream<String> scopes = landing.kind() == Landing.Kind.ERROR_PAGE && ladder.isEmpty()
                ? asked.stream()
                : landing.kind() == Landing.Kind.CLIENT && landing.error().equals("invalid_scope")
                        ? ladder.stream().takeWhile(scope -> !asked.contains(scope))
                        : Stream.empty();
        return scopes.collect(
                Collectors.toMap(Function.identity(), scope -> land(place.clientId(), List.of(scope)), (a, b) -> a));
    }

    private Landing land(String clientId, List<String> scopes) {
        return Landing.of(authorize(clientId, scopes), place.redirectUri());
    }

    private Heard authorize(String clientId, List<String> scopes) {
        return asking.authorize(with(clientId, place.site().registration().clientSecret(), scopes));
    }

    /** Returns the site as somebody would use it who is not registered there. */
    private Site stranger() {
        return with(STRANGER, Secret.of(NO_SECRET), List.of());
    }

    private Site with(String clientId, Secret secret, List<String> scopes) {
        Site site = place.site();
        ClientRegistration client =
                new ClientRegistration(clientId, secret, site.registration().redirectUri(), scopes);
        return new Site(site.id(), site.deployment(), client);
    }

    /** Makes a check, and says whether it found no error. */
    private boolean check(Check check, Supplier<Judgement> work) {
        boolean well = !sheet.check(check, place.id(), work).hasError();
        trusted &= well;
        return well;
    }
}
