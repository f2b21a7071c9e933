package dev.tributary.cli.client;

/** What people type, in the words of Confluence. Pure functions. */
final class PlainText {

    private PlainText() {}

    /** Returns the storage format of a text. */
    static String storage(String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<p>" + escaped.replace("\r\n", "\n").replace("\n\n", "</p><p>").replace("\n", "<br/>") + "</p>";
    }

    /** Returns the CQL that finds pages about words. */
    static String query(String words) {
        String text = words.replace("\\", " ").replace("\"", " ").strip();
        return "type = page and text ~ \"" + text + "\" order by lastmodified desc";
    }
}
