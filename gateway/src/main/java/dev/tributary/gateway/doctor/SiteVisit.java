package dev.tributary.gateway.doctor;

import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.Site;
import dev.tributary.gateway.config.AppConfig;
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
    private static final List<Check> AFTER_REACH =
            List.of(Check.BASE_URL, Check.VERSION, Check.CLOCK, Check.PROXY, Check.REDIRECT_URI, Check.AUTHORIZE);

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
            skip("the site has to be reached first");
            return;
        }
        check(Check.SIMULATOR, () -> SimulatorJudge.judge(place, answered));
        if (place.isCloud()) {
            check(Check.BASE_URL, () -> CloudJudge.judge(place, answered));
        } else {
            dataCenter(answered);
        }
        check(Check.CLOCK, () -> ClockJudge.judge(answered, knock.before(), knock.after()));
        registration();
    }

    private void skip(String why) {
        sheet.skip(List.of(Check.SIMULATOR), place.id(), why);
        Stream<Check> rest = Stream.concat(AFTER_REACH.stream(), Stream.of(Check.SCOPES, Check.CLIENT));
        sheet.skip(
                rest.filter(check -> !place.isCloud() || (check != Check.VERSION && check != Check.PROXY))
                        .toList(),
                place.id(),
                why);
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

    private void dataCenter(Heard.Answered answered) {
        check(Check.BASE_URL, () -> {
            boolean there = Manifest.read(answered).isPresent();
            Map<String, Heard> elsewhere = there ? Map.of() : elsewhere();
            return BaseUrlJudge.judge(place, answered, elsewhere);
        });
        check(
                Check.VERSION,
                () -> Manifest.read(answered)
                        .map(VersionJudge::judge)
                        .orElseGet(() -> Judgement.skipped("the base URL has to be right first")));
    }

    private Map<String, Heard> elsewhere() {
        Map<String, Heard> heard = new LinkedHashMap<>();
        BaseUrlJudge.elsewhere(place.base()).forEach(base -> heard.put(base, asking.get(Manifest.at(base))));
        return heard;
    }

    private void registration() {
        List<String> asked = AskedScopes.of(place);
        Registration[] heard = {Registration.UNKNOWN};
        check(Check.REDIRECT_URI, () -> RedirectUriJudge.judge(place));
        check(Check.AUTHORIZE, () -> {
            heard[0] = ask(asked);
            return RegistrationJudge.authorize(place, heard[0]);
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

    private Registration ask(List<String> asked) {
        Landing landing = land(place.clientId(), asked);
        Landing stranger = land(STRANGER, asked);
        ClientSeen client = trusted
                ? ClientSeen.of(asking.spendNoCode(place.site()))
                : ClientSeen.notAsked("the secret is sent to nobody before what is above is mended");
        return new Registration(landing, stranger, client, less(landing, asked));
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
        Site site = place.site();
        ClientRegistration usual = site.registration();
        ClientRegistration client = new ClientRegistration(clientId, usual.clientSecret(), usual.redirectUri(), scopes);
        Heard heard = asking.authorize(new Site(site.id(), site.deployment(), client));
        return Landing.of(heard, place.redirectUri());
    }

    private void check(Check check, Supplier<Judgement> work) {
        Judgement judgement = sheet.check(check, place.id(), work);
        trusted &= !judgement.hasError();
    }
}
