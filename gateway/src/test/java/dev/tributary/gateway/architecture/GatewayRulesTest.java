package dev.tributary.gateway.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import dev.tributary.model.Secret;
import io.vertx.core.http.HttpClientRequest;

@AnalyzeClasses(packages = "dev.tributary.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class GatewayRulesTest {

    private static final String HTTP = "dev.tributary.gateway.http..";
    private static final String BUDGET = "dev.tributary.gateway.budget..";
    private static final String CONFIG = "dev.tributary.gateway.config..";
    private static final String CONNECT = "dev.tributary.gateway.connect..";
    private static final String API = "dev.tributary.gateway.api..";
    private static final String OBSERVE = "dev.tributary.gateway.observe..";
    private static final String DOCTOR = "dev.tributary.gateway.doctor..";
    private static final String IDENTITY = "dev.tributary.gateway.identity..";
    private static final String PROXY = "dev.tributary.gateway.proxy..";
    private static final String CONSOLE = "dev.tributary.gateway.console..";
    private static final String SIGNIN = "dev.tributary.gateway.signin..";

    @ArchTest
    static final ArchRule the_listener_knows_no_other_package = noClasses()
            .that()
            .resideInAPackage(HTTP)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CONFIG, CONNECT, API, IDENTITY, PROXY, DOCTOR, "dev.tributary.gateway");

    @ArchTest
    static final ArchRule the_configuration_knows_no_other_package = noClasses()
            .that()
            .resideInAPackage(CONFIG)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HTTP, CONNECT, API, IDENTITY, PROXY, DOCTOR, "dev.tributary.gateway");

    @ArchTest
    static final ArchRule the_doctor_knows_the_configuration_only = noClasses()
            .that()
            .resideInAPackage(DOCTOR)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HTTP, CONNECT, API, IDENTITY, PROXY, "dev.tributary.gateway");

    @ArchTest
    static final ArchRule nobody_who_judges_asks = noClasses()
            .that()
            .resideInAPackage(DOCTOR)
            .and()
            .haveSimpleNameEndingWith("Judge")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(".*\\.(Asking|StoreProbe|Transport|Clock|HttpCall)");

    @ArchTest
    static final ArchRule the_doctor_sees_no_secret =
            noClasses().that().resideInAPackage(DOCTOR).should().callMethod(Secret.class, "reveal");

    @ArchTest
    static final ArchRule what_observes_knows_no_other_package = noClasses()
            .that()
            .resideInAPackage(OBSERVE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HTTP, CONFIG, CONNECT, API, IDENTITY, PROXY, DOCTOR, "dev.tributary.gateway");

    @ArchTest
    static final ArchRule one_class_that_observes_sees_secrets = noClasses()
            .that()
            .resideInAPackage(OBSERVE)
            .and()
            .doNotHaveFullyQualifiedName("dev.tributary.gateway.observe.Wire")
            .should()
            .callMethod(Secret.class, "reveal");

    @ArchTest
    static final ArchRule nobody_who_judges_what_was_observed_asks = noClasses()
            .that()
            .resideInAPackage(OBSERVE)
            .and()
            .haveSimpleNameEndingWith("Judge")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(".*\\.(Wire|Transport|Clock|HttpCall)");

    @ArchTest
    static final ArchRule calls_know_the_listener_only = noClasses()
            .that()
            .resideInAPackage(PROXY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CONFIG, CONNECT, API, IDENTITY, DOCTOR, "dev.tributary.gateway");

    @ArchTest
    static final ArchRule what_is_allowed_is_known_without_the_calls = noClasses()
            .that()
            .resideInAPackage(BUDGET)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CONFIG, CONNECT, API, IDENTITY, DOCTOR, PROXY, "dev.tributary.gateway");

    @ArchTest
    static final ArchRule nobody_but_the_root_knows_calls = noClasses()
            .that()
            .resideInAnyPackage(CONNECT, API, IDENTITY)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(PROXY)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule the_inside_of_vertx_is_used_by_three_classes = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.tributary.gateway.http.Listener")
            .and()
            .doNotHaveFullyQualifiedName("dev.tributary.gateway.http.StrictDecoder")
            .and()
            .doNotHaveFullyQualifiedName("dev.tributary.gateway.proxy.CleanEnd")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx.core.http.impl..", "io.vertx.core.net.impl..", "io.vertx.core.internal..")
            .because("it may change with any version; decision record 0006 says why it is used at all");

    @ArchTest
    static final ArchRule one_class_of_the_proxy_sees_tokens = noClasses()
            .that()
            .resideInAnyPackage(PROXY, HTTP)
            .and()
            .doNotHaveFullyQualifiedName("dev.tributary.gateway.proxy.Exchange")
            .should()
            .callMethod(Secret.class, "reveal");

    @ArchTest
    static final ArchRule few_classes_of_the_flow_see_secrets = noClasses()
            .that()
            .resideInAnyPackage(CONNECT, API, "dev.tributary.gateway")
            .and()
            .haveNameNotMatching(
                    ".*\\.connect\\.(Tickets.*|ConnectLinks|FlowCookie|FormToken|ReturnAddress|ChoicePages)|.*\\.api\\.ExportedToken")
            .and()
            .doNotHaveFullyQualifiedName("dev.tributary.gateway.DatabaseServer")
            .should()
            .callMethod(Secret.class, "reveal")
            .because(
                    "a secret leaves by the store, a link, a cookie, a return URL and the token endpoint only; one opens the database");

    @ArchTest
    static final ArchRule what_browsers_see_knows_nothing_of_what_applications_ask = noClasses()
            .that()
            .resideInAPackage(CONNECT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(API, IDENTITY, "dev.tributary.gateway");

    @ArchTest
    static final ArchRule who_asks_is_decided_without_knowing_for_what = noClasses()
            .that()
            .resideInAPackage(IDENTITY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(API, PROXY, "dev.tributary.gateway");

    @ArchTest
    static final ArchRule tokens_of_users_are_read_in_one_place = noClasses()
            .that()
            .resideOutsideOfPackage(IDENTITY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.nimbusds..");

    @ArchTest
    static final ArchRule a_request_that_was_answered_is_never_reset_but_given_up = noClasses()
            .that()
            .resideInAPackage(PROXY)
            .and()
            .doNotHaveFullyQualifiedName("dev.tributary.gateway.proxy.Exchange")
            .should()
            .callMethod(HttpClientRequest.class, "reset")
            .because("its socket may be somebody else's already; CleanEnd.Turn knows");

    @ArchTest
    static final ArchRule nobody_but_the_root_knows_the_console = noClasses()
            .that()
            .resideInAnyPackage(HTTP, CONFIG, CONNECT, API, DOCTOR, IDENTITY, PROXY, SIGNIN)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CONSOLE);

    @ArchTest
    static final ArchRule signing_in_knows_no_page = noClasses()
            .that()
            .resideInAPackage(SIGNIN)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(API, PROXY, DOCTOR, CONSOLE, "dev.tributary.gateway");

    @ArchTest
    static final ArchRule the_console_shows_one_secret_once = noClasses()
            .that()
            .resideInAnyPackage(CONSOLE, SIGNIN)
            .and()
            .haveNameNotMatching(".*\\.signin\\.(Cookie|OidcSignIn|ProviderClient)|.*\\.console\\.KeyPages")
            .should()
            .callMethod(Secret.class, "reveal")
            .because("a new key is shown once, and cookies and the issuer get what is theirs");

    @ArchTest
    static final ArchRule the_audit_knows_the_configuration_only = noClasses()
            .that()
            .resideInAPackage("dev.tributary.gateway.audit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    HTTP,
                    CONNECT,
                    API,
                    IDENTITY,
                    PROXY,
                    DOCTOR,
                    "dev.tributary.gateway.webhook..",
                    "dev.tributary.gateway");

    @ArchTest
    static final ArchRule one_class_signs_messages = noClasses()
            .that()
            .resideInAnyPackage("dev.tributary.gateway.webhook..", "dev.tributary.gateway.audit..")
            .and()
            .doNotHaveFullyQualifiedName("dev.tributary.gateway.webhook.Signature")
            .should()
            .callMethod(Secret.class, "reveal");

    @ArchTest
    static final ArchRule nobody_prints = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule nobody_uses_the_logging_of_the_jdk =
            GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
}
