package dev.tributary.cli.client;

import java.util.List;

/** A few things to do in Confluence, each as the user it is given. Blocking and thread-safe; fails as the client does. */
public interface Wiki {

    /** How many are listed at most. */
    int MOST = 20;

    /**
     * A page in a list.
     *
     * @param id its id
     * @param title its title
     * @param space the name of its space
     * @param version its current version
     * @param path where people read it, below the connection's home
     */
    record Page(String id, String title, String space, int version, String path) {}

    /**
     * A space to choose from.
     *
     * @param id what {@link #create} takes
     * @param name its name
     * @param path where people see it, below the connection's home
     */
    record Space(String id, String name, String path) {}

    /** Returns Confluence Data Center, behind a gateway. */
    static Wiki dataCenter(GatewayClient gateway) {
        return new VersionOneWiki(gateway);
    }

    /** Returns the site of Confluence Cloud that each user chose, behind a gateway. */
    static Wiki cloud(GatewayClient gateway) {
        return new VersionTwoWiki(gateway);
    }

    /** Returns the first spaces that the user may see. */
    List<Space> spaces(String user);

    /** Returns the pages changed last that the user may see. */
    List<Page> pages(String user);

    /** Returns the pages whose text contains the words. */
    List<Page> pagesAbout(String user, String words);

    /** Creates a page out of plain text. */
    Page create(String user, String space, String title, String text);

    /** Adds a comment out of plain text. */
    void comment(String user, String pageId, String text);

    /** Returns the name Confluence knows the user by: a call that costs little and shows that the connection works. */
    String whoAmI(String user);
}
