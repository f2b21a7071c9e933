package dev.tributary.confluence;

import dev.tributary.model.Account;
import java.util.List;
import java.util.stream.Stream;

/** What {@link Confluence} offers, in the words of one edition's API. */
interface Operations {

    Account currentUser();

    Stream<Space> spaces();

    Stream<Content> search(String cql);

    Stream<Content> pages(String space);

    Stream<Content> children(String pageId);

    Content page(String id);

    Content createPage(NewPage page);

    Content updatePage(Content read, String title, String body);

    void deletePage(String id);

    Stream<Content> comments(String pageId);

    Content comment(String pageId, String body);

    Stream<Content> attachments(String pageId);

    Content attach(String pageId, Upload upload);

    Content updateAttachment(Content attachment, Upload upload);

    Download download(Content attachment);

    Stream<String> labels(String pageId);

    void addLabels(String pageId, List<String> names);
}
