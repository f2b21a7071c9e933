package dev.tributary.architecture;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Packages depend on each other in one direction; the root is the face and imported by nobody. */
@AnalyzeClasses(packages = "dev.tributary", importOptions = LibraryCode.class)
class PackageDirectionTest {

    @ArchTest
    static final ArchRule packages_know_only_those_below_them = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.tributary..")
            .withOptionalLayers(true)
            .layer("root")
            .definedBy("dev.tributary")
            .layer("authorization")
            .definedBy("dev.tributary.authorization..")
            .layer("confluence")
            .definedBy("dev.tributary.confluence..")
            .layer("token")
            .definedBy("dev.tributary.token..")
            .layer("store")
            .definedBy("dev.tributary.store..")
            .layer("deployment")
            .definedBy("dev.tributary.deployment..")
            .layer("http")
            .definedBy("dev.tributary.http..")
            .layer("model")
            .definedBy("dev.tributary.model..")
            .whereLayer("root")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("authorization")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("confluence")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("token")
            .mayOnlyBeAccessedByLayers("root", "authorization", "confluence")
            .whereLayer("store")
            .mayOnlyBeAccessedByLayers("root", "authorization", "confluence", "token")
            .whereLayer("deployment")
            .mayOnlyBeAccessedByLayers("root", "authorization", "confluence", "token")
            .whereLayer("http")
            .mayOnlyBeAccessedByLayers("root", "authorization", "confluence", "token")
            .whereLayer("model")
            .mayOnlyBeAccessedByLayers("root", "authorization", "confluence", "token", "store", "deployment", "http");

    @ArchTest
    static final ArchRule packages_form_no_circle =
            slices().matching("dev.tributary.(*)..").should().beFreeOfCycles();
}
