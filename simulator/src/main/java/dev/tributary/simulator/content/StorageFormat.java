package dev.tributary.simulator.content;

import java.io.StringReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Confluence's storage format: XHTML with elements of its own. */
public final class StorageFormat {
    private static final Pattern ENTITY = Pattern.compile("&[a-zA-Z]+;");
    private static final Pattern PAGE_LINK =
            Pattern.compile("<ac:link[^>]*>\\s*<ri:page [^>]*?ri:content-title=\"([^\"<>]*)\"[^>]*/>\\s*</ac:link>");
    private static final Pattern OWN_MARKUP = Pattern.compile("</?(ac|ri):[^>]*>");
    private static final Pattern CDATA = Pattern.compile("<!\\[CDATA\\[(.*?)\\]\\]>", Pattern.DOTALL);
    private static final String ROOT = "<root xmlns:ac=\"urn:ac\" xmlns:ri=\"urn:ri\" xmlns:at=\"urn:at\">";

    private StorageFormat() {}

    /** Returns the body if it is well-formed, as Confluence demands; refuses it otherwise. */
    public static String checked(String body) {
        String xml = ROOT + ENTITY.matcher(body).replaceAll(" ") + "</root>";
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(xml));
            while (reader.hasNext()) {
                reader.next();
            }
            return body;
        } catch (XMLStreamException e) {
            throw RefusedException.invalid("Error parsing xhtml: " + e.getMessage());
        }
    }

    /** The body as a browser may show it: Confluence's own elements are dropped, their text stays; a link shows its page's title. */
    public static String view(String body) {
        String plain = CDATA.matcher(body)
                .replaceAll(code -> Matcher.quoteReplacement("<code>" + escaped(code.group(1)) + "</code>"));
        return OWN_MARKUP.matcher(PAGE_LINK.matcher(plain).replaceAll("$1")).replaceAll("");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
