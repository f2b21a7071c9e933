package dev.tributary.spring.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import dev.tributary.model.Secret;
import java.lang.annotation.Annotation;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

@AnalyzeClasses(packages = "dev.tributary.spring", importOptions = ImportOption.DoNotIncludeTests.class)
class StarterRulesTest {

    private static final int LONGEST_NAME = 28;
    private static final Pattern EMPTY_WORDS = Pattern.compile(".*(Manager|Helper|Utils?|Impl)|Abstract.*");

    /** Sessions and forms, keys in Base64, what is not to be shown, and what Spring Security's own types carry. */
    private static final Set<String> MAY_REVEAL = Set.of(
            "dev.tributary.spring.actuate.SecretSettings",
            "dev.tributary.spring.KeySettings",
            "dev.tributary.spring.web.SessionFlows",
            "dev.tributary.spring.security.BridgedClient");

    @ArchTest
    static final ArchRule packages_know_faults_at_most_but_the_root_knows_all = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.tributary.spring..")
            .layer("root")
            .definedBy("dev.tributary.spring")
            .layer("web")
            .definedBy("dev.tributary.spring.web..")
            .layer("client")
            .definedBy("dev.tributary.spring.client..")
            .layer("actuate")
            .definedBy("dev.tributary.spring.actuate..")
            .layer("security")
            .definedBy("dev.tributary.spring.security..")
            .layer("fault")
            .definedBy("dev.tributary.spring.fault..")
            .whereLayer("root")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("web")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("client")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("actuate")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("security")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("fault")
            .mayOnlyBeAccessedByLayers("root", "security");

    @ArchTest
    static final ArchRule few_classes_reveal_secrets = noClasses()
            .that(DescribedPredicate.describe(
                    "are not listed as allowed to",
                    type -> MAY_REVEAL.stream()
                            .noneMatch(name -> type.getName().equals(name)
                                    || type.getName().startsWith(name + "$"))))
            .should()
            .accessTargetWhere(DescribedPredicate.describe(
                    "reveals a secret",
                    (JavaAccess<?> access) -> access.getTargetOwner().isEquivalentTo(Secret.class)
                            && access.getTarget().getName().equals("reveal")));

    @ArchTest
    static final ArchRule one_way_leads_to_confluence = noClasses()
            .should()
            .dependOnClassesThat(are(resideInAnyPackage("java.net.http..", "org.apache.hc..", "reactor.netty..")))
            .because("the engine's has the limits, the trust and the refusal of redirects");

    @ArchTest
    static final ArchRule nothing_is_found_by_a_scan = classes()
            .should(condition(
                    "be no stereotype of a component but a configuration",
                    type -> !is(type, Component.class) || is(type, Configuration.class)))
            .because("an application that scans this package would have everything twice");

    @ArchTest
    static final ArchRule nobody_prints = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule names_are_short_and_mean_something = classes().should(condition("have good names", type -> {
        String name = type.getSimpleName();
        boolean isShort = name.length() <= LONGEST_NAME || name.endsWith("AutoConfiguration");
        return isShort && !EMPTY_WORDS.matcher(name).matches();
    }));

    @ArchTest
    static final ArchRule packages_say_what_may_be_null = classes()
            .should(condition(
                    "reside in a package with @NullMarked",
                    type -> type.getPackage().isAnnotatedWith(NullMarked.class)));

    private static boolean is(JavaClass type, Class<? extends Annotation> annotation) {
        return type.isAnnotatedWith(annotation) || type.isMetaAnnotatedWith(annotation);
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
