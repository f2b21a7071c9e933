package dev.tributary.spring.web;

import dev.tributary.model.GrantEnded;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.NotConnected;
import dev.tributary.model.RateLimited;
import dev.tributary.model.TributaryException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/**
 * What becomes of a failure that a handler lets out. Where its user has to connect, a person is sent to do that and comes back
 * to the same page; programs get a problem document (RFC 9457), and people the application's own page for its status.
 *
 * <p>It comes after the application's own handlers of exceptions, so one that handles all of them keeps this from being asked.
 */
public final class FailureAnswers implements HandlerExceptionResolver, Ordered {

    /** Behind those of Spring MVC, among which are the application's. */
    private static final int AFTER_THE_APPLICATION = 10;

    private static final String TYPES = "https://tributary.dev/problems/";
    private static final int DEEPEST = 10;
    private static final Pattern LINE_BREAKING = Pattern.compile("[\\p{Cntrl}\\x{85}\\p{Zl}\\p{Zp}]");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Logger LOG = LoggerFactory.getLogger(FailureAnswers.class);

    private final Set<String> sites;
    private final SignedIn signedIn;
    private final PropertyNames names;

    /** Takes the ids of the sites that there are, and what says who is signed in. */
    public FailureAnswers(Set<String> sites, SignedIn signedIn) {
        this.sites = Set.copyOf(sites);
        this.signedIn = signedIn;
        this.names = new PropertyNames(sites);
    }

    @Override
    public int getOrder() {
        return AFTER_THE_APPLICATION;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        Optional<TributaryException> ours = ours(failure);
        if (ours.isEmpty() || response.isCommitted()) {
            return null;
        }
        try {
            answer(request, response, ours.get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ModelAndView();
    }

    private static Optional<TributaryException> ours(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof TributaryException ours) {
                return Optional.of(ours);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, TributaryException failure)
            throws IOException {
        String message = names.in(failure.getMessage());
        if (failure instanceof Misconfigured) {
            LOG.error("{}", message);
        }
        Optional<String> connect =
                site(failure).map(site -> request.getContextPath() + "/confluence/" + site + "/connect");
        FailureAnswer answer = FailureAnswer.of(failure, message);
        response.setHeader("Cache-Control", "no-store");
        if (answer.retryAfter() != null) {
            response.setHeader(
                    "Retry-After", Long.toString(Math.max(1, answer.retryAfter().toSeconds())));
        }
        if (!isForPerson(request)) {
            write(response, answer, connect);
        } else if (connect.isPresent()) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", connect.get() + "?returnTo=" + returnTo(request));
        } else {
            log(request, answer, failure, message);
            response.sendError(answer.status(), answer.detail());
        }
    }

    /** A page for a status seldom says more than that, and the next person asks the operator. */
    private void log(HttpServletRequest request, FailureAnswer answer, TributaryException failure, String message) {
        if (failure instanceof Misconfigured) {
            return;
        }
        Level level = failure instanceof RateLimited ? Level.INFO : Level.WARN;
        LOG.atLevel(level)
                .log(
                        "{} for user {}{} ends with status {}: {}",
                        path(request),
                        signedIn.user(request).map(FailureAnswers::quoted).orElse("nobody"),
                        onlySite().map(site -> " at site '" + site + "'").orElse(""),
                        answer.status(),
                        message);
    }

    /** Behind a semicolon a container may have the id of the session. */
    private static String path(HttpServletRequest request) {
        return request.getRequestURI().split(";", 2)[0];
    }

    /** A name that an application allows may break a line of the log. */
    private static String quoted(String user) {
        return "'" + LINE_BREAKING.matcher(user).replaceAll("?") + "'";
    }

    /** Returns the site that its user has to connect to, where that helps. */
    private Optional<String> site(TributaryException failure) {
        if (failure instanceof GrantEnded ended) {
            return Optional.of(ended.connection().site()).filter(sites::contains);
        }
        return failure instanceof NotConnected missing
                ? missing.site().or(this::onlySite).filter(sites::contains)
                : Optional.empty();
    }

    private Optional<String> onlySite() {
        return sites.size() == 1 ? sites.stream().findFirst() : Optional.empty();
    }

    /** A browser says that it is about to show a page; what does not say so at all is asked by its taste for HTML. */
    private static boolean isForPerson(HttpServletRequest request) {
        String mode = request.getHeader("Sec-Fetch-Mode");
        String accept = request.getHeader("Accept");
        return mode == null
                ? accept != null
                        && accept.contains(MediaType.TEXT_HTML_VALUE)
                        && request.getHeader("X-Requested-With") == null
                : mode.equals("navigate");
    }

    /** The page that was asked for; what was sent with a form is not sent again, so that leads to the first page. */
    private static String returnTo(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        String whole = request.getQueryString() == null ? path : path + "?" + request.getQueryString();
        boolean again = List.of("GET", "HEAD").contains(request.getMethod()) && ReturnPath.isLocal(whole);
        return URLEncoder.encode(again ? whole : "/", StandardCharsets.UTF_8);
    }

    private static void write(HttpServletResponse response, FailureAnswer answer, Optional<String> connect)
            throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", TYPES + answer.slug());
        members.put("title", answer.title());
        members.put("status", answer.status());
        members.put("detail", answer.detail());
        connect.ifPresent(path -> members.put("connectUrl", path));
        if (answer.retryAfter() != null) {
            members.put("retryAfter", Math.max(1, answer.retryAfter().toSeconds()));
        }
        response.setStatus(answer.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(JSON.writeValueAsBytes(members));
    }
}
