package dev.tributary.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.tributary.model.Secret;
import java.util.Set;

/** Who may see the bare value of a secret, by name; each for the wire, the cipher or a hash. */
@AnalyzeClasses(packages = "dev.tributary", importOptions = LibraryCode.class)
class SecretsTest {

    private static final Set<String> MAY_REVEAL = Set.of(
            // What a call shows, and the request to Confluence.
            "dev.tributary.model.Credential",
            "dev.tributary.confluence.Calls",
            // The requests of the flow, the callback's query, and what a personal access token may look like.
            "dev.tributary.authorization.AuthorizeUri",
            "dev.tributary.authorization.CallbackParameters",
            "dev.tributary.authorization.PersonalTokens",
            "dev.tributary.authorization.WhoAmI",
            // The challenge of PKCE, and flows as they are stored.
            "dev.tributary.authorization.PendingFlows",
            "dev.tributary.authorization.Randomness",
            // The requests to the token and revocation endpoints.
            "dev.tributary.token.ClientRequest",
            "dev.tributary.token.Revocation",
            "dev.tributary.token.TokenEndpoint",
            // The password of a trust store.
            "dev.tributary.http.TrustStoreFile",
            // The id of the row that carries a pair for others, sealed against who edits a database.
            "dev.tributary.store.Share",
            // The key of a ticket.
            "dev.tributary.store.Digests",
            // The cipher, the file of its keys, and the columns that take ciphertexts.
            "dev.tributary.store.Keyset",
            "dev.tributary.store.KeysetFile",
            // The date in the record of a key.
            "dev.tributary.store.KeyRecords",
            "dev.tributary.store.jdbc.ConnectionTable",
            "dev.tributary.store.jdbc.TicketTable");

    @ArchTest
    static final ArchRule few_classes_reveal_secrets = noClasses()
            .that(DescribedPredicate.not(oneOf()))
            .should()
            .accessTargetWhere(DescribedPredicate.describe(
                    "reveals a secret",
                    (JavaAccess<?> access) -> access.getTargetOwner().isEquivalentTo(Secret.class)
                            && access.getTarget().getName().equals("reveal")));

    private static DescribedPredicate<JavaClass> oneOf() {
        return DescribedPredicate.describe(
                "listed as allowed to reveal secrets",
                type -> MAY_REVEAL.stream()
                        .anyMatch(name ->
                                type.getName().equals(name) || type.getName().startsWith(name + "$")));
    }
}
