package dev.tributary.spring.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;

/** What a form of this application sends along, so that the application takes it for its own. */
@FunctionalInterface
public interface HiddenField {

    /** Sends nothing: where no filter looks for it, requests from elsewhere are known by where they say they are from. */
    HiddenField NONE = request -> Map.of();

    /** Returns the names and values of such fields; none where nobody looks for them. */
    Map<String, String> of(HttpServletRequest request);
}
