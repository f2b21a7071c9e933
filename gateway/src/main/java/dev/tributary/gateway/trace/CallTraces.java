package dev.tributary.gateway.trace;

import dev.tributary.gateway.proxy.CallMonitor;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a span for each call that is traced, one for the look for its token, and one for each request to the site. Whether a
 * call is traced, its caller has decided ({@code traceparent}), or chance does. The site is told of its own span.
 */
final class CallTraces implements CallMonitor.Watcher {

    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> SITE = AttributeKey.stringKey("tributary.site");
    private static final AttributeKey<String> APP = AttributeKey.stringKey("tributary.app");
    private static final int SERVER_ERROR = 500;
    private static final int CLIENT_ERROR = 400;

    private final Tracer tracer;
    private final CallMonitor.Watcher other;

    CallTraces(Tracer tracer, CallMonitor.Watcher other) {
        this.tracer = tracer;
        this.other = other;
    }

    @Override
    public CallMonitor begin(String app, String site, String method, MultiMap headers) {
        CallMonitor watch = other.begin(app, site, method, headers);
        Context from = W3C.extract(Context.root(), headers, Fields.OF);
        Span span = tracer.spanBuilder(method + " /sites/" + site)
                .setParent(from)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(METHOD, method)
                .setAttribute(SITE, site)
                .setAttribute(APP, app)
                .startSpan();
        return span.isRecording() ? new Traced(span, method, site, watch) : watch;
    }

    /** One call that is traced. */
    private final class Traced implements CallMonitor {

        private final Span call;
        private final Context within;
        private final String method;
        private final String site;
        private final CallMonitor watch;
        private @Nullable Span token;
        private @Nullable Span asked;
        private boolean over;

        Traced(Span call, String method, String site, CallMonitor watch) {
            this.call = call;
            this.within = Context.root().with(call);
            this.method = method;
            this.site = site;
            this.watch = watch;
            this.token = tracer.spanBuilder("token").setParent(within).startSpan();
        }

        @Override
        public void asking(MultiMap headers) {
            watch.asking(headers);
            endToken();
            Span span = tracer.spanBuilder(method)
                    .setParent(within)
                    .setSpanKind(SpanKind.CLIENT)
                    .setAttribute(METHOD, method)
                    .setAttribute(SITE, site)
                    .startSpan();
            asked = span;
            W3C.inject(Context.root().with(span), headers, (to, name, value) -> {
                if (to != null) {
                    to.set(name, value);
                }
            });
        }

        @Override
        public void answered(int status) {
            watch.answered(status);
            Span span = asked;
            if (span != null) {
                span.setAttribute(STATUS, (long) status);
                end(span, status >= CLIENT_ERROR);
                asked = null;
            }
        }

        @Override
        public void over(int status) {
            watch.over(status);
            if (over) {
                return;
            }
            over = true;
            endToken();
            Span unanswered = asked;
            if (unanswered != null) {
                end(unanswered, true);
                asked = null;
            }
            if (status > 0) {
                call.setAttribute(STATUS, (long) status);
            }
            end(call, status == 0 || status >= SERVER_ERROR);
        }

        private void endToken() {
            Span looked = token;
            if (looked != null) {
                looked.end();
                token = null;
            }
        }

        private void end(Span span, boolean failed) {
            if (failed) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }

    /** Reads header fields. */
    private enum Fields implements TextMapGetter<MultiMap> {
        OF;

        @Override
        public Iterable<String> keys(MultiMap headers) {
            return headers.names();
        }

        @Override
        public @Nullable String get(@Nullable MultiMap headers, String name) {
            return headers == null ? null : headers.get(name);
        }
    }
}
