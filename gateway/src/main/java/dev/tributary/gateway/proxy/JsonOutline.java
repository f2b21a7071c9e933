package dev.tributary.gateway.proxy;

/**
 * Sees in a JSON text that passes by where its {@code _links} are: those of the outermost object, which the lists of Confluence
 * have at their end. It keeps nothing of the text. For one text.
 */
final class JsonOutline {

    /** What a byte means. */
    enum Event {
        /** Nothing in particular. */
        NONE,
        /** The links begin with this byte. */
        LINKS_BEGIN,
        /** The links end with this byte. */
        LINKS_END
    }

    private static final int LONGEST_NAME = 8;

    private final StringBuilder name = new StringBuilder();
    private int depth;
    private boolean inObject;
    private boolean nameExpected;
    private boolean inName;
    private boolean nameEscaped;
    private boolean inString;
    private boolean escaped;
    private boolean inLinks;
    private boolean list;

    /** Says whether there were results before the links. */
    boolean isList() {
        return list;
    }

    /** Returns where, from there on, the next byte stands that may mean something; inside a text hardly any does. */
    int skip(byte[] bytes, int from) {
        int at = from;
        if (inString && !inName && !escaped) {
            while (at < bytes.length && bytes[at] != '"' && bytes[at] != '\\') {
                at++;
            }
        }
        return at;
    }

    Event next(byte next) {
        if (inString) {
            string(next);
            return Event.NONE;
        }
        return switch (next) {
            case '"' -> {
                inString = true;
                inName = depth == 1 && inObject && nameExpected;
                if (inName) {
                    name.setLength(0);
                    nameEscaped = false;
                }
                yield Event.NONE;
            }
            case '{', '[' -> opened(next == '{');
            case '}', ']' -> closed();
            case ':' -> separated(false);
            case ',' -> separated(true);
            default -> Event.NONE;
        };
    }

    private void string(byte next) {
        if (escaped) {
            escaped = false;
        } else if (next == '\\') {
            escaped = true;
            nameEscaped |= inName;
        } else if (next == '"') {
            inString = false;
            inName = false;
            return;
        }
        if (inName && name.length() <= LONGEST_NAME) {
            name.append((char) (next & 0xFF));
        }
    }

    private Event opened(boolean object) {
        depth++;
        if (depth == 1) {
            inObject = object;
            nameExpected = object;
        } else if (depth == 2 && inObject) {
            list |= !object && mayBe("results");
            inLinks = object && mayBe("_links");
            return inLinks ? Event.LINKS_BEGIN : Event.NONE;
        }
        return Event.NONE;
    }

    /** Confluence escapes no name. What somebody else has escaped may be any. */
    private boolean mayBe(String wanted) {
        return nameEscaped || wanted.contentEquals(name);
    }

    private Event closed() {
        depth--;
        if (depth == 1 && inLinks) {
            inLinks = false;
            return Event.LINKS_END;
        }
        return Event.NONE;
    }

    private Event separated(boolean byComma) {
        if (depth == 1) {
            nameExpected = byComma && inObject;
        }
        return Event.NONE;
    }
}
