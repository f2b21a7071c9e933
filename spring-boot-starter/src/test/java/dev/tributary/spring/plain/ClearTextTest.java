package dev.tributary.spring.plain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.spring.Portal;
import dev.tributary.spring.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fourth way to fail: whoever reads the table, or a copy of it, can act as every user. */
class ClearTextTest {

    @TempDir
    Path directory;

    @Test
    void plain_Spring_stores_both_tokens_as_they_are() {
        try (ConfluenceSimulator confluence =
                        PlainSpring.confluence(Edition.DATA_CENTER).start();
                PlainSpring plain = PlainSpring.against(confluence, "WRITE")) {
            Visitor ann = plain.signedIn("ann");
            plain.connect(ann, "alice");

            assertThat(plain.rows())
                    .singleElement()
                    .satisfies(row -> assertThat(confluence.grants().all())
                            .singleElement()
                            .satisfies(grant -> {
                                assertThat(grant.accessTokens()).containsExactly(row.accessToken());
                                assertThat(grant.refreshTokens()).containsExactly(row.refreshToken());
                            }));
        }
    }

    @Test
    void the_starter_leaves_neither_token_in_any_file_of_its_store() throws IOException {
        try (ConfluenceSimulator confluence =
                        ConfluenceSimulator.of(Edition.DATA_CENTER).start();
                Portal portal = Portal.start(StarterApplication.class, confluence, directory, Map.of())) {
            Visitor ann = portal.signedIn("ann");
            portal.connect(ann, "alice");

            String kept = everythingIn(directory);
            assertThat(kept).as("the row is there").contains("alice");
            assertThat(confluence.grants().all()).singleElement().satisfies(grant -> {
                assertThat(grant.accessTokens()).hasSize(1).noneMatch(kept::contains);
                assertThat(grant.refreshTokens()).hasSize(1).noneMatch(kept::contains);
            });
        }
    }

    private static String everythingIn(Path directory) throws IOException {
        List<String> contents = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.add(new String(Files.readAllBytes(file), ISO_8859_1));
            }
        }
        return String.join("\n", contents);
    }
}
