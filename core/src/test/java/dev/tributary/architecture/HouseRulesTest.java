package dev.tributary.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;

@AnalyzeClasses(packages = "dev.tributary", importOptions = LibraryCode.class)
class HouseRulesTest {

    private static final int LONGEST_NAME = 28;
    private static final Pattern EMPTY_WORDS = Pattern.compile(".*(Manager|Helper|Utils?|Impl)|Abstract.*");
    private static final Set<Class<?>> DATES =
            Set.of(Instant.class, LocalDate.class, LocalDateTime.class, OffsetDateTime.class, ZonedDateTime.class);

    /** SQLite's driver learns only from a system property where it may unpack its native library. */
    @ArchTest
    static final ArchRule nobody_reads_the_environment = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.tributary.store.jdbc.SqliteFile")
            .should()
            .accessTargetWhere(on(System.class, "getenv", "getProperty", "getProperties", "setProperty")
                    .or(on(Boolean.class, "getBoolean"))
                    .or(on(Integer.class, "getInteger"))
                    .or(on(Long.class, "getLong")))
            .because("configuration is handed in");

    @ArchTest
    static final ArchRule time_comes_from_a_clock = noClasses()
            .should()
            .accessTargetWhere(DescribedPredicate.<JavaAccess<?>>describe(
                            "asks for the time itself",
                            access -> access.getTarget().getName().equals("now")
                                    && DATES.stream().anyMatch(access.getTargetOwner()::isEquivalentTo)
                                    && access.getTarget().getFullName().endsWith("()"))
                    .or(on(System.class, "currentTimeMillis")))
            .because("tests set the clock");

    /** A store dates what it keeps, so that all nodes go by one clock: where it lives on this machine, by this machine's. */
    @ArchTest
    static final ArchRule the_system_clock_is_chosen_by_the_root_and_the_stores = noClasses()
            .that()
            .resideOutsideOfPackage("dev.tributary")
            .and()
            .doNotHaveFullyQualifiedName("dev.tributary.store.MemoryStore")
            .and()
            .doNotHaveFullyQualifiedName("dev.tributary.store.jdbc.JdbcStore")
            .should()
            .accessTargetWhere(on(Clock.class, "systemUTC", "systemDefaultZone", "system"));

    @ArchTest
    static final ArchRule durations_are_measured_where_they_matter = noClasses()
            .that()
            .resideOutsideOfPackages("dev.tributary.token..", "dev.tributary.http..")
            .should()
            .accessTargetWhere(on(System.class, "nanoTime"));

    @ArchTest
    static final ArchRule nobody_prints = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule nobody_uses_the_logging_of_the_jdk =
            GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule one_package_opens_connections = noClasses()
            .that()
            .resideOutsideOfPackage("dev.tributary.http..")
            .should()
            .dependOnClassesThat(are(resideInAnyPackage("java.net.http..", "javax.net..")))
            .because("time-outs, limits, trust and the refusal of redirects are in one place");

    @ArchTest
    static final ArchRule loggers_are_few_and_final = fields().that()
            .haveRawType(Logger.class)
            .should()
            .bePrivate()
            .andShould()
            .beFinal()
            .andShould()
            .beDeclaredInClassesThat(are(resideInAnyPackage(
                    "dev.tributary",
                    "dev.tributary.authorization..",
                    "dev.tributary.confluence..",
                    "dev.tributary.http..",
                    "dev.tributary.store..",
                    "dev.tributary.token..")))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule names_are_short_and_mean_something = classes().should(haveGoodNames());

    @ArchTest
    static final ArchRule services_are_not_meant_to_be_extended = classes()
            .that()
            .arePublic()
            .and()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .should()
            .haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule packages_say_what_may_be_null = classes().should(resideInNullMarkedPackages());

    private static DescribedPredicate<JavaAccess<?>> on(Class<?> owner, String... names) {
        Set<String> wanted = Set.of(names);
        return DescribedPredicate.describe(
                "uses " + owner.getSimpleName() + " " + wanted,
                access -> access.getTargetOwner().isEquivalentTo(owner)
                        && wanted.contains(access.getTarget().getName()));
    }

    private static ArchCondition<JavaClass> haveGoodNames() {
        return condition("have names of at most " + LONGEST_NAME + " characters and without empty words", type -> {
            String name = type.getSimpleName();
            return name.length() <= LONGEST_NAME && !EMPTY_WORDS.matcher(name).matches();
        });
    }

    private static ArchCondition<JavaClass> resideInNullMarkedPackages() {
        return condition(
                "reside in a package with @NullMarked",
                type -> type.getPackage().isAnnotatedWith(NullMarked.class));
    }

    private static ArchCondition<JavaClass> condition(String description, Predicate<JavaClass> holds) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(
                        new SimpleConditionEvent(type, holds.test(type), type.getName() + " does not " + description));
            }
        };
    }
}
