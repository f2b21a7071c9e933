package dev.tributary.cli;

import dev.tributary.gateway.doctor.Checked;
import dev.tributary.gateway.doctor.Finding;
import dev.tributary.gateway.doctor.Report;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A report for programs. Members may be added; none is taken away or given another meaning. */
final class DoctorJson {

    private DoctorJson() {}

    static String of(Report report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("healthy", report.isHealthy());
        json.put("findings", report.findings().stream().map(DoctorJson::finding).toList());
        json.put("checks", report.checks().stream().map(DoctorJson::check).toList());
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json);
    }

    private static Map<String, Object> finding(Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("severity", finding.severity().label());
        json.put("check", finding.check().label());
        put(json, "site", finding.site());
        put(json, "setting", finding.setting());
        json.put("found", finding.found());
        json.put("why", finding.why());
        json.put("mend", finding.mend());
        return json;
    }

    private static Map<String, Object> check(Checked checked) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("check", checked.check().label());
        put(json, "site", checked.site());
        json.put("outcome", checked.skipped() ? "skipped" : checked.isWell() ? "ok" : "found");
        json.put("seen", checked.seen());
        return json;
    }

    private static void put(Map<String, Object> json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
