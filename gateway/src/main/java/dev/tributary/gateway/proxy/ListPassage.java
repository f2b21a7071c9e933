package dev.tributary.gateway.proxy;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Lets a JSON answer pass and rewrites its links, if it is a list. Nothing is held but the links themselves, however long the list
 * is. For one answer, used on its request's context only.
 */
final class ListPassage {

    private static final int LONGEST_LINKS = 64 * 1024;

    private final LinkWriter links;
    private final JsonOutline outline = new JsonOutline();
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean holding;

    ListPassage(LinkWriter links) {
        this.links = links;
    }

    /**
     * Returns what is to be passed on once that part has come; perhaps nothing yet.
     *
     * <p>Throws {@link IllegalStateException} when the links are longer than any are, or cannot be read: the answer must then not
     * look whole.
     */
    Buffer after(Buffer part) {
        byte[] bytes = part.getBytes();
        @Nullable Buffer passing = holding ? Buffer.buffer() : null;
        int from = 0;
        int begin = 0;
        for (int i = outline.skip(bytes, 0); i < bytes.length; i = outline.skip(bytes, i + 1)) {
            JsonOutline.Event event = outline.next(bytes[i]);
            if (event == JsonOutline.Event.LINKS_BEGIN) {
                begin = i;
                holding = true;
            } else if (event == JsonOutline.Event.LINKS_END) {
                hold(bytes, begin, i + 1);
                byte[] written = held.toByteArray();
                byte[] rewritten = links.json(written, outline.isList());
                if (passing != null || rewritten != written) {
                    passing = appended(passing, bytes, from, begin);
                    passing.appendBytes(rewritten);
                    from = i + 1;
                }
                held.reset();
                holding = false;
            }
        }
        if (holding) {
            hold(bytes, begin, bytes.length);
            return appended(passing, bytes, from, begin);
        }
        return passing == null ? part : appended(passing, bytes, from, bytes.length);
    }

    /** Returns what is left at the end, of a text that broke off. */
    Buffer rest() {
        return Buffer.buffer(held.toByteArray());
    }

    private static Buffer appended(@Nullable Buffer to, byte[] bytes, int from, int end) {
        return (to == null ? Buffer.buffer(bytes.length) : to).appendBytes(bytes, from, end - from);
    }

    private void hold(byte[] bytes, int from, int to) {
        if (held.size() + to - from > LONGEST_LINKS) {
            throw new IllegalStateException("The links of an answer are longer than any are.");
        }
        held.write(bytes, from, to - from);
    }
}
