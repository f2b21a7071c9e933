package dev.tributary.cli.person;

import dev.tributary.confluence.Confluence;
import dev.tributary.confluence.ConfluenceRequest;
import dev.tributary.http.HttpAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads a list to its end.
 *
 * @param confluence where from
 * @param answers where its entries are printed
 * @param count what is told how many there were
 */
public record Paging(Confluence confluence, Answers answers, EntryCount count) {

    /**
     * Prints the entries of a list, page by page. Blocks. Returns the answer that was no page, if there was one; it is printed too.
     *
     * <p>Throws {@link IOException} when the list leads back to where it was, and what {@link Confluence} throws.
     */
    public Optional<HttpAnswer> read(ConfluenceRequest first) throws IOException {
        Set<String> seen = new HashSet<>();
        List<JsonNode> held = new ArrayList<>();
        Optional<ConfluenceRequest> next = Optional.of(first);
        while (next.isPresent()) {
            ConfluenceRequest request = next.get();
            if (!seen.add(request.target())) {
                throw new IOException("The list leads in a circle, back to " + request + ".");
            }
            HttpAnswer answer = confluence.call(request);
            if (answer.status() >= 300) {
                if (seen.size() == 1) {
                    answers.print(answer);
                }
                return Optional.of(answer);
            }
            List<JsonNode> entries = Answers.entries(answers.parsed(answer));
            answers.add(entries, held);
            count.add(entries.size());
            next = confluence.next(request, answer);
        }
        answers.end(held);
        return Optional.empty();
    }
}
